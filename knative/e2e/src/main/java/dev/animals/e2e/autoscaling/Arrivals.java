package dev.animals.e2e.autoscaling;

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

import dev.animals.e2e.Address;
import dev.animals.e2e.Answers;
import dev.animals.photos.Photos;

/**
 * Sends requests at planned times, without waiting for earlier answers, like many
 * independent users. The times are random (a Poisson process), but the same in every run.
 */
final class Arrivals {

	private static final long SEED = 20_261_123;

	private final List<Duration> times = new ArrayList<>();

	/**
	 * Plans requests.
	 * @param step the length of time for each rate
	 * @param rates requests per second, one step after the other
	 */
	Arrivals(Duration step, double... rates) {
		Random random = new Random(SEED);
		double start = 0;
		for (double rate : rates) {
			double end = start + step.toMillis() / 1000.0;
			// A gap that would reach into the next step ends with its own step. This does
			// not bias the times, because a Poisson process has no memory.
			for (double at = start + gap(random, rate); at < end; at += gap(random, rate)) {
				this.times.add(Duration.ofNanos(Math.round(at * 1e9)));
			}
			start = end;
		}
	}

	private static double gap(Random random, double rate) {
		return -Math.log(1 - random.nextDouble()) / rate;
	}

	/** Sends a photo at each of the times and waits for all answers. */
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
			right = response.statusCode() == 200 && Answers.best(response.body()).startsWith("koala ");
		}
		catch (AssertionError ex) {
			right = false;
		}
		// The latency starts at the planned time, so that a late sender does not make the
		// service look fast.
		return new Answer(at, Duration.between(start.plus(at), Instant.now()), right);
	}

	/**
	 * The answer to a request.
	 *
	 * @param at the planned time of the request, from the start
	 * @param latency the time from then to the end of the answer
	 * @param right whether the answer is right
	 */
	record Answer(Duration at, Duration latency, boolean right) {

		/**
		 * Returns whether the request was planned for the given second since the start.
		 */
		boolean dueIn(int second) {
			return this.at.toSeconds() == second;
		}

		/**
		 * Returns whether the right answer arrived in the given second since the start.
		 */
		boolean rightIn(int second) {
			return this.right && this.at.plus(this.latency).toSeconds() == second;
		}

	}

}
