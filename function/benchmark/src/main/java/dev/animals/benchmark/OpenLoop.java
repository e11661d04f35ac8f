package dev.animals.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends photos at a constant rate, whether or not the earlier ones are answered. The time
 * of an answer is counted from the moment when its photo was due.
 */
final class OpenLoop {

	private final int port;

	private final List<byte[]> photos;

	private final ConcurrentLinkedQueue<KeepAliveConnection> idle = new ConcurrentLinkedQueue<>();

	OpenLoop(int port, List<byte[]> photos) {
		this.port = port;
		this.photos = photos;
	}

	/**
	 * Sends photos and waits for all answers.
	 * @param rate the photos per second
	 * @param time how long to send
	 * @return the time of each answer in milliseconds; infinite if the request failed
	 */
	List<Double> run(double rate, Duration time) {
		long start = System.nanoTime();
		List<Double> millis = new ArrayList<>();
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Double>> answers = new ArrayList<>();
			for (int i = 0; i < rate * time.toSeconds(); i++) {
				long due = start + (long) (i / rate * 1e9);
				LockSupport.parkNanos(due - System.nanoTime());
				byte[] photo = this.photos.get(i % this.photos.size());
				answers.add(executor
					.submit(() -> send(photo) ? (System.nanoTime() - due) / 1e6 : Double.POSITIVE_INFINITY));
			}
			for (Future<Double> answer : answers) {
				millis.add(answer.get());
			}
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		return millis;
	}

	private boolean send(byte[] photo) throws IOException {
		KeepAliveConnection connection = this.idle.poll();
		if (connection == null) {
			connection = new KeepAliveConnection(this.port);
		}
		try {
			boolean isAnswered = connection.post("/classify", "application/octet-stream", photo) == 200;
			this.idle.add(connection);
			return isAnswered;
		}
		catch (IOException ex) {
			connection.close();
			return false;
		}
	}

}
