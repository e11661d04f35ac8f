package dev.animals.e2e;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Requests that come whether earlier ones were answered or not, as those of many users
 * do: at random (a Poisson process), but at the same times in every run.
 */
final class Arrivals {

	private static final long SEED = 20_261_123;

	private final List<Duration> times = new ArrayList<>();

	/**
	 * Plans requests.
	 * @param step how long each rate lasts
	 * @param rates requests/s, one after the other
	 */
	Arrivals(Duration step, double... rates) {
		Random random = new Random(SEED);
		double start = 0;
		for (double rate : rates) {
			double end = start + step.toMillis() / 1000.0;
			// A gap that reaches into the next step is cut there, which a Poisson process
			// does not notice.
			for (double at = start + gap(random, rate); at < end; at += gap(random, rate)) {
				this.times.add(Duration.ofNanos(Math.round(at * 1e9)));
			}
			start = end;
		}
	}

	private static double gap(Random random, double rate) {
		return -Math.log(1 - random.nextDouble()) / rate;
	}

	/** Sends the photo at each of the times, and returns when all were answered. */
	List<Answer> send(Address to, Instant start) {
		byte[] photo = Photos.koala();
		try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
			return this.times.stream()
				.map((time) -> CompletableFuture.supplyAsync(() -> answer(to, photo, start, time),
						at(start.plus(time), senders)))
				.toList()
				.stream()
				.map(CompletableFuture::join)
				.toList();
		}
	}

	private static Executor at(Instant time, Executor executor) {
		long delay = Math.max(0, Duration.between(Instant.now(), time).toNanos());
		return CompletableFuture.delayedExecutor(delay, TimeUnit.NANOSECONDS, executor);
	}

	private static Answer answer(Address to, byte[] photo, Instant start, Duration at) {
		boolean right;
		try {
			HttpResponse<String> response = to.classify(photo);
			right = response.statusCode() == 200 && Photos.best(response.body()).startsWith("koala ");
		}
		catch (AssertionError ex) {
			right = false;
		}
		// From when it was due, so that a sender that is late is not a service that is
		// fast.
		return new Answer(at, Duration.between(start.plus(at), Instant.now()), right);
	}

	/**
	 * What came of a request.
	 *
	 * @param at when it was due, from the start
	 * @param latency from then to the end of its answer
	 * @param right whether it was answered, and rightly
	 */
	record Answer(Duration at, Duration latency, boolean right) {

		/** Whether it was due in a second, counted from the start. */
		boolean dueIn(int second) {
			return this.at.toSeconds() == second;
		}

		/** Whether it was there in a second, counted from the start. */
		boolean rightIn(int second) {
			return this.right && this.at.plus(this.latency).toSeconds() == second;
		}

	}

}
