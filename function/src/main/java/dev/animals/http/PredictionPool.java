package dev.animals.http;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;

import dev.animals.model.LowPriority;
import dev.animals.model.PredictorTurns;
import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Runs predictions on one thread for each predictor, with a queue of limited length. If
 * the queue is full, requests are rejected at once. The threads are platform threads: a
 * virtual thread in native code pins its carrier, so requests whose bodies are still
 * being read would have to wait for it.
 * <p>
 * A request with several photos does not hold up the others. The same number of
 * low-priority threads parses such requests and decodes their photos. Each request waits
 * again after each photo, and each of its predictions waits for a predictor.
 */
class PredictionPool extends PredictorTurns implements AutoCloseable {

	/**
	 * How many later requests may overtake a prediction of a batch. A higher number would
	 * be better for requests with one photo, but batches could then wait for too long.
	 */
	static final int OVERTAKING = 16;

	/** A request of this size in bytes is parsed in a few milliseconds. */
	private static final int PARSED_AT_ONCE = 1 << 20;

	private final ThreadPoolExecutor predictors;

	private final ThreadPoolExecutor decoders;

	/** One for each request that runs or waits. */
	private final Semaphore places;

	/**
	 * One for each request with several photos. There are only half as many, because
	 * these requests keep their places for a long time.
	 */
	private final Semaphore batches;

	private final AtomicLong arrivals = new AtomicLong();

	/** Requests that are parsed, or whose next photo is decoded or predicted. */
	private final AtomicInteger running = new AtomicInteger();

	private final ObservationRegistry observations;

	PredictionPool(int threads, int queue, ObservationRegistry observations, MeterRegistry registry) {
		this.predictors = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>(),
				Thread.ofPlatform().name("prediction-", 1).factory());
		// A thread inherits the priority of the thread that starts it, here perhaps a
		// decoder.
		this.predictors.prestartAllCoreThreads();
		this.decoders = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				LowPriority.threads("batch-"));
		this.places = new Semaphore(threads + queue);
		this.batches = new Semaphore(Math.ceilDiv(threads + queue, 2));
		this.observations = observations;
		Gauge.builder("animals.in.flight", this.running, AtomicInteger::get)
			.description("Requests that are being parsed, decoded or predicted")
			.register(registry);
		Gauge.builder("animals.queued", this, PredictionPool::queued)
			.description("Requests that wait for a thread")
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
	 * Runs the parts of a request one after another. The request takes one place of the
	 * queue, and requests with several parts may take half of the places.
	 * @param <T> the type of the results
	 * @param parts the work for each photo
	 * @return the results, in order
	 * @throws RejectedException if a part throws it, which ends the request, or if no
	 * place is free
	 */
	<T> List<T> callInTurns(List<Supplier<T>> parts) {
		if (parts.size() > 1) {
			return asBatch(() -> parts.stream().map(this::decode).toList());
		}
		return within(this.places, () -> parts.stream().map(this::predict).toList());
	}

	/**
	 * Parses a request that may have several photos. Parsing a large request takes turns
	 * with decoding.
	 * @param <T> the type of the result
	 * @param size the size of the request in bytes
	 * @param parser parses the request
	 * @return the result of the parser
	 * @throws RejectedException if the parser throws it, or if no place is free
	 */
	<T> T parse(int size, Supplier<T> parser) {
		return (size > PARSED_AT_ONCE) ? asBatch(() -> decode(parser)) : parser.get();
	}

	private <T> T asBatch(Supplier<T> work) {
		return within(this.batches, () -> within(this.places, work));
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

	private <T> T predict(Supplier<T> work) {
		return run(this.predictors, 0, counted(work));
	}

	private <T> T decode(Supplier<T> work) {
		return run(this.decoders, 0, counted(() -> within(work)));
	}

	/** Runs a prediction of a batch; its request is counted already. */
	@Override
	protected <T> T await(Supplier<T> prediction) {
		return run(this.predictors, OVERTAKING, prediction);
	}

	private int queued() {
		return this.predictors.getQueue().size() + this.decoders.getQueue().size();
	}

	private <T> Supplier<T> counted(Supplier<T> work) {
		return () -> {
			this.running.incrementAndGet();
			try {
				return work.get();
			}
			finally {
				this.running.decrementAndGet();
			}
		};
	}

	private <T> T run(ThreadPoolExecutor executor, int later, Supplier<T> work) {
		Turn<T> turn = new Turn<>(this.arrivals.getAndIncrement() + later, work,
				this.observations.getCurrentObservation());
		try {
			executor.execute(turn);
			return turn.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RejectedException rejected) {
				throw rejected;
			}
			throw new IllegalStateException("The work of a request failed", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for the work of a request", ex);
		}
	}

	@Override
	public void close() {
		this.decoders.close();
		this.predictors.close();
	}

}
