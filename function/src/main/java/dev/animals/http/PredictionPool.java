package dev.animals.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

import dev.animals.rejection.Outcome;
import dev.animals.rejection.Outcome.Accepted;
import dev.animals.rejection.Reason;

/**
 * As many threads as there are predictors, and a bounded queue before them: beyond it
 * work is refused at once. Platform threads, because a virtual thread in native code
 * holds its carrier and so the requests that only want to be read.
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
	 * Does some work on a thread of the pool, within the caller's trace.
	 * @param <T> what the work yields
	 * @param work what is done
	 * @return what the work yields, or a refusal when all threads and the queue are taken
	 */
	<T> Outcome<T> call(Callable<T> work) {
		Observation caller = this.observations.getCurrentObservation();
		Future<T> task = new FutureTask<>((caller != null) ? () -> caller.scopedChecked(work::call) : work);
		try {
			this.executor.execute((Runnable) task);
			return new Accepted<>(task.get());
		}
		catch (RejectedExecutionException ex) {
			return Outcome.rejected(Reason.OVERLOADED, "All predictors and the queue are busy; try again.");
		}
		catch (ExecutionException ex) {
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
