package dev.animals.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import dev.animals.load.Exchange.InFlight;
import dev.animals.load.Exchange.Outcome;
import dev.animals.load.Exchange.Right;
import dev.animals.load.Exchange.Wrong;

/**
 * Counts every request. A request is counted before it is sent, so that lost requests are
 * noticed.
 */
final class Tally {

	/** The number of wrong answers after which a run without any right answer stops. */
	private static final int HOPELESS = 100;

	private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();

	private final AtomicInteger sent = new AtomicInteger();

	private final AtomicInteger right = new AtomicInteger();

	private final AtomicInteger wrong = new AtomicInteger();

	private volatile Instant last = Instant.EPOCH;

	Exchange send(Mode mode, String photo) {
		Exchange exchange = new Exchange(mode, photo);
		this.sent.incrementAndGet();
		this.exchanges.add(exchange);
		return exchange;
	}

	void answered(Exchange exchange, Outcome outcome) {
		exchange.outcome = outcome;
		this.last = Instant.now();
		((outcome instanceof Right) ? this.right : this.wrong).incrementAndGet();
	}

	/** Returns whether the run may stop before its planned end. */
	boolean isEnough() {
		return this.sent.get() >= Settings.MOST_REQUESTS || (this.right.get() == 0 && this.wrong.get() >= HOPELESS);
	}

	/**
	 * Ends the run. Requests without an answer now count as failed.
	 * @return how many requests had no answer
	 */
	int finish() {
		List<Exchange> lost = this.exchanges.stream()
			.filter((exchange) -> exchange.outcome instanceof InFlight)
			.toList();
		lost.forEach((exchange) -> answered(exchange, new Wrong(null, "never answered")));
		return lost.size();
	}

	Summary total() {
		return summary((exchange) -> true, secondsBetween(started(), this.last));
	}

	Map<Mode, Summary> byMode() {
		Map<Mode, Summary> summaries = new EnumMap<>(Mode.class);
		for (Mode mode : Mode.values()) {
			summaries.put(mode, summary((exchange) -> exchange.mode == mode, secondsBetween(started(), this.last)));
		}
		return summaries;
	}

	/** Summarises each stage. A request belongs to the stage in which it was sent. */
	List<Summary> byStage(List<Stage> stages) {
		List<Summary> summaries = new ArrayList<>();
		Instant start = started();
		for (Stage stage : stages) {
			Instant from = start;
			Instant to = from.plus(stage.duration());
			summaries.add(summary((exchange) -> !exchange.sent.isBefore(from) && exchange.sent.isBefore(to),
					stage.seconds()));
			start = to;
		}
		return summaries;
	}

	/**
	 * Counts the right answers of each model. During a canary these are the shares of the
	 * traffic.
	 */
	Map<String, Integer> rightByModel() {
		Map<String, Integer> counts = new TreeMap<>();
		for (Exchange exchange : this.exchanges) {
			if (exchange.outcome instanceof Right(int _, String model)) {
				counts.merge(model, 1, Integer::sum);
			}
		}
		return counts;
	}

	/** Returns all requests in the order of sending. */
	List<Exchange> exchanges() {
		return List.copyOf(this.exchanges);
	}

	/** Returns the first failed requests in the order of sending. */
	List<Exchange> failed(int most) {
		return this.exchanges.stream().filter((exchange) -> exchange.outcome instanceof Wrong).limit(most).toList();
	}

	/** Returns when the first request was sent. */
	Instant started() {
		Exchange first = this.exchanges.peek();
		return (first != null) ? first.sent : this.last;
	}

	private Summary summary(Predicate<Exchange> of, double seconds) {
		return Summary.of(this.exchanges.stream().filter(of).toList(), seconds);
	}

	private static double secondsBetween(Instant from, Instant to) {
		return Math.max(0, Duration.between(from, to).toMillis() / 1e3);
	}

}
