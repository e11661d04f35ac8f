package dev.animals.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Runs predictions on one thread for each predictor, with a queue of limited length. If
 * the queue is full, requests are rejected at once. The threads are platform threads: a
 * virtual thread in native code pins its carrier, so requests whose bodies are still
 * being read would have to wait for it.
 */
class PredictionPool implements AutoCloseable {

	private final ThreadPoolExecutor executor;

	private final ObservationRegistry observations;

	PredictionPool(int threads, int queue, ObservationRegistry observations, MeterRegistry registry) {
		this.executor = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue),
				Thread.ofPlatform().name("prediction-", 1).factory());
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
		Observation caller = this.observations.getCurrentObservation();
		FutureTask<T> task = new FutureTask<>(() -> {
			try (Observation.Scope _ = (caller != null) ? caller.openScope() : Observation.Scope.NOOP) {
				return work.get();
			}
		});
		try {
			this.executor.execute(task);
			return task.get();
		}
		catch (RejectedExecutionException ex) {
			throw new RejectedException(Reason.OVERLOADED, "All predictors are busy and the queue is full. Try again.");
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

}
