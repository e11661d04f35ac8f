package dev.animals.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

import dev.animals.testing.Percentiles;

/**
 * Sends photos with a fixed number of senders. Each waits for an answer before it sends
 * the next photo. Every server gets the same photos in the same order.
 */
final class ClosedLoop {

	private final int port;

	private final List<byte[]> photos;

	private final LongSupplier nanoTime;

	/**
	 * Prepares the senders.
	 * @param port the port of a server on this machine
	 * @param photos the encoded photos; after the last one, senders start over
	 */
	ClosedLoop(int port, List<byte[]> photos) {
		this(port, photos, System::nanoTime);
	}

	ClosedLoop(int port, List<byte[]> photos, LongSupplier nanoTime) {
		this.port = port;
		this.photos = photos;
		this.nanoTime = nanoTime;
	}

	/**
	 * Sends photos.
	 * @param senders the number of senders
	 * @param time the time after which no sender starts another request
	 * @return the result of all senders
	 */
	Load run(int senders, Duration time) {
		long start = this.nanoTime.getAsLong();
		long end = start + time.toNanos();
		List<Double> millis = new ArrayList<>();
		int errors = 0;
		try (ExecutorService executor = Executors.newFixedThreadPool(senders)) {
			List<Future<Sent>> all = new ArrayList<>();
			for (int sender = 0; sender < senders; sender++) {
				int first = sender;
				all.add(executor.submit(() -> send(first, end)));
			}
			for (Future<Sent> each : all) {
				millis.addAll(each.get().millis());
				errors += each.get().errors();
			}
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		double seconds = (this.nanoTime.getAsLong() - start) / 1e9;
		return new Load(millis.size(), millis.size() / seconds, Percentiles.median(millis), Percentiles.of(millis, 95),
				errors);
	}

	private Sent send(int first, long end) throws IOException {
		List<Double> millis = new ArrayList<>();
		int errors = 0;
		KeepAliveConnection connection = new KeepAliveConnection(this.port);
		for (int i = first; this.nanoTime.getAsLong() < end; i++) {
			long start = this.nanoTime.getAsLong();
			try {
				int status = connection.post("/classify", "application/octet-stream",
						this.photos.get(i % this.photos.size()));
				if (status == 200) {
					millis.add((this.nanoTime.getAsLong() - start) / 1e6);
				}
				else {
					errors++;
				}
			}
			catch (IOException ex) {
				errors++;
				connection.close();
			}
		}
		connection.close();
		return new Sent(millis, errors);
	}

	/** The result of one sender. */
	private record Sent(List<Double> millis, int errors) {
	}

	/**
	 * The result of all senders. The times are those of answers with status 200.
	 *
	 * @param answers the number of answers with status 200
	 * @param rate answers with status 200 per second
	 * @param p50 the median time in milliseconds
	 * @param p95 the 95th percentile of the times in milliseconds
	 * @param errors the number of requests with another status or without an answer
	 */
	record Load(int answers, double rate, double p50, double p95, int errors) {
	}

}
