package dev.animals.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.animals.photos.Photos;

/**
 * Senders that each wait for an answer before they send the next photo. The same photos
 * in the same order to each server.
 */
final class ClosedLoop {

	private final int port;

	private final List<byte[]> photos;

	ClosedLoop(int port, List<String> photos) {
		this.port = port;
		this.photos = photos.stream().map(Photos::read).toList();
	}

	/**
	 * Sends for a while.
	 * @param senders how many at once
	 * @param time for how long
	 * @return what came of it
	 */
	Load run(int senders, Duration time) {
		long start = System.nanoTime();
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
		double seconds = (System.nanoTime() - start) / 1e9;
		return new Load(millis.size(), millis.size() / seconds, percentile(millis, 50), percentile(millis, 95), errors);
	}

	private Sent send(int first, long end) throws IOException {
		List<Double> millis = new ArrayList<>();
		int errors = 0;
		KeepAliveConnection connection = new KeepAliveConnection(this.port);
		for (int i = first; System.nanoTime() < end; i++) {
			long start = System.nanoTime();
			try {
				int status = connection.post("/classify", "application/octet-stream",
						this.photos.get(i % this.photos.size()));
				if (status == 200) {
					millis.add((System.nanoTime() - start) / 1e6);
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

	private static double percentile(List<Double> millis, int percent) {
		List<Double> sorted = millis.stream().sorted().toList();
		return sorted.isEmpty() ? Double.NaN : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
	}

	/** What one sender saw. */
	private record Sent(List<Double> millis, int errors) {
	}

	/**
	 * What all senders saw.
	 *
	 * @param answers those with status 200
	 * @param rate of them a second
	 * @param p50 median of their milliseconds
	 * @param p95 95th percentile of them
	 * @param errors answers other than 200, and none at all
	 */
	record Load(int answers, double rate, double p50, double p95, int errors) {
	}

}
