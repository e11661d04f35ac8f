package dev.animals.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Runs predictions on one thread for each predictor, with a queue of limited length. If
 * the queue is full, requests are rejected at once. A request with several photos waits
 * again after each of them, so that it does not hold up the others. The threads are
 * platform threads: a virtual thread in native code pins its carrier, so requests whose
 * bodies are still being read would have to wait for it.
 */
class PredictionPool implements AutoCloseable {

	/**
	 * How many later requests may overtake the next photo of a request. A higher number
	 * would be better for requests with one photo, but batches could then wait for too
	 * long.
	 */
	static final int OVERTAKING = 16;

	private final ThreadPoolExecutor executor;

	/** One for each request that runs or waits. */
	private final Semaphore places;

	/**
	 * One for each request with several photos. There are only half as many, because
	 * these requests keep their places for a long time.
	 */
	private final Semaphore batches;

	private final AtomicLong arrivals = new AtomicLong();

	private final ObservationRegistry observations;

	PredictionPool(int threads, int queue, ObservationRegistry observations, MeterRegistry registry) {
		this.executor = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>(),
				Thread.ofPlatform().name("prediction-", 1).factory());
		this.places = new Semaphore(threads + queue);
		this.batches = new Semaphore(Math.ceilDiv(threads + queue, 2));
		this.observations = observations;
		Gauge.builder("animals.in.flight", this.executor, ThreadPoolExecutor::getActiveCount)
			.description("Requests that are being decoded or predicted")
			.register(registry);
		Gauge.builder("animals.queued", this.executor, (pool) -> pool.getQueue().size())
			.description("Requests that wait for a predictor")
			.register(registry);
	}

	/**
	 * Runs work on a thread of the pool, within the trace of the caller, and waits for
	 * it.
	 * @param <T> the type of the result
	 * @param work the work
	 * @return the result of the work
	 * @throws RejectedException if the work throws it, or if all threads are busy and the
	 * queue is full
	 */
	<T> T call(Supplier<T> work) {
		return callInTurns(List.of(work)).getFirst();
	}

	/**
	 * Runs the parts of a request one after another. Between two parts, up to
	 * {@value #OVERTAKING} requests that arrived later are run. The request takes one
	 * place of the queue, and requests with several parts may take half of the places.
	 * @param <T> the type of the results
	 * @param parts the work for each photo
	 * @return the results, in order
	 * @throws RejectedException if a part throws it, which ends the request, or if no
	 * place is free
	 */
	<T> List<T> callInTurns(List<Supplier<T>> parts) {
		return (parts.size() > 1) ? within(this.batches, () -> within(this.places, () -> runAll(parts)))
				: within(this.places, () -> runAll(parts));
	}

	private static <T> T within(Semaphore places, Supplier<T> work) {
		if (!places.tryAcquire()) {
			throw new RejectedException(Reason.OVERLOADED, "All predictors are busy and the queue is full. Try again.");
		}
		try {
			return work.get();
		}
		finally {
			places.release();
		}
	}

	private <T> List<T> runAll(List<Supplier<T>> parts) {
		List<T> results = new ArrayList<>();
		for (Supplier<T> part : parts) {
			long order = this.arrivals.getAndIncrement() + (results.isEmpty() ? 0 : OVERTAKING);
			results.add(run(new Turn<>(order, part, this.observations.getCurrentObservation())));
		}
		return results;
	}

	private <T> T run(Turn<T> turn) {
		try {
			this.executor.execute(turn);
			return turn.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RejectedException rejected) {
				throw rejected;
			}
			throw new IllegalStateException("A prediction failed", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for a prediction", ex);
		}
	}

	@Override
	public void close() {
		this.executor.close();
	}

	private static final class Turn<T> extends FutureTask<T> implements Comparable<Turn<?>> {

		private final long order;

		Turn(long order, Supplier<T> work, @Nullable Observation caller) {
			super(() -> {
				try (Observation.Scope _ = (caller != null) ? caller.openScope() : Observation.Scope.NOOP) {
					return work.get();
				}
			});
			this.order = order;
		}

		@Override
		public int compareTo(Turn<?> other) {
			return Long.compare(this.order, other.order);
		}

	}

}
