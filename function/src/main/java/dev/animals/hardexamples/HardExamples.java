package dev.animals.hardexamples;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.classification.Classification;
import dev.animals.classification.Verdict;

/**
 * Sends photos with unsure predictions to the sink, one after another on a thread of its
 * own. A photo that exceeds the rate or the memory for waiting photos is not sent.
 */
public final class HardExamples implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(HardExamples.class);

	/** The unit of the memory in bytes. A photo smaller than this counts as one unit. */
	private static final int UNIT = 1024;

	/** How long a stopping process tries to send the waiting photos. */
	private static final Duration FAREWELL = Duration.ofSeconds(5);

	private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

	private final double below;

	private final PerMinute rate;

	private final Semaphore memory;

	private final @Nullable Sink sink;

	private final ExecutorService sender = Executors
		.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("hard-examples").factory());

	/**
	 * Creates the sender. It has no counters if the settings say that nothing is sent.
	 * @param settings which photos to send, and where
	 * @param clock tells the time for the limit
	 * @param registry the registry of the counters
	 */
	public HardExamples(HardExampleSettings settings, InstantSource clock, MeterRegistry registry) {
		this.below = settings.below();
		this.rate = new PerMinute(settings.perMinute(), clock);
		this.memory = new Semaphore(units(settings.queue().toBytes()));
		this.sink = (settings.perMinute() > 0 && settings.sink() != null) ? new Sink(settings.sink()) : null;
		if (this.sink != null) {
			for (Outcome outcome : Outcome.values()) {
				this.counters.put(outcome,
						Counter.builder("animals.hard.examples")
							.description("Photos with unsure predictions, by outcome")
							.tag("outcome", outcome.toString())
							.register(registry));
			}
		}
		else if (settings.perMinute() > 0) {
			logger.warn("animals.hard-examples.per-minute is set, but the sink (K_SINK) is not, so no photos are sent");
		}
	}

	/**
	 * Returns whether photos are sent at all.
	 * @return {@code false} by default
	 */
	public boolean areSent() {
		return this.sink != null;
	}

	/**
	 * Returns whether the photo of a prediction should be offered.
	 * @param classification the prediction
	 * @return {@code true} if it is unsure and photos are sent at all
	 */
	public boolean want(Classification classification) {
		return this.sink != null && switch (classification.verdict()) {
			case UNKNOWN -> true;
			case ANIMAL -> classification.best().confidence() < this.below;
			case NOT_ANIMAL -> 1 - classification.animalProbability() < this.below;
		};
	}

	/**
	 * Queues a photo to be sent, if the limits allow it. Returns at once.
	 * @param example the photo
	 */
	public void offer(HardExample example) {
		Sink target = this.sink;
		if (target == null) {
			return;
		}
		int units = units(example.photo().length);
		if (!this.memory.tryAcquire(units)) {
			count(Outcome.QUEUE_FULL);
			return;
		}
		if (!this.rate.take()) {
			this.memory.release(units);
			count(Outcome.RATE_LIMITED);
			return;
		}
		this.sender.execute(() -> {
			count(target.accepts(example) ? Outcome.SENT : Outcome.FAILED);
			this.memory.release(units);
		});
	}

	private static int units(long bytes) {
		return (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(bytes, UNIT));
	}

	private void count(Outcome outcome) {
		Objects.requireNonNull(this.counters.get(outcome)).increment();
	}

	/** Sends the waiting photos if this takes no more than a few seconds. */
	@Override
	public void close() {
		this.sender.shutdown();
		try {
			if (!this.sender.awaitTermination(FAREWELL.toSeconds(), TimeUnit.SECONDS)) {
				this.sender.shutdownNow().forEach((waiting) -> count(Outcome.FAILED));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
