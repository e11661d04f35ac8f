package dev.animals.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Users who send the repository's photos, about eight a second whatever they are
 * answered, until they are told to stop; every request counts.
 */
final class Users implements AutoCloseable {

	private static final double PER_SECOND = 8;

	/** They do not go on for ever, whatever happens to the test. */
	private static final int MOST_REQUESTS = 10_000;

	private static final Duration LATE = Duration.ofSeconds(1);

	private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

	private final AtomicInteger sent = new AtomicInteger();

	private final List<String> failures = new CopyOnWriteArrayList<>();

	private final AtomicInteger wrong = new AtomicInteger();

	private final AtomicInteger late = new AtomicInteger();

	private final List<Photo> photos;

	private volatile boolean stopped;

	Users(Address address) {
		Path folder = Settings.REPOSITORY.resolve("function/photos");
		try (Stream<String> lines = Files.lines(Settings.REPOSITORY.resolve("knative/load/labels.tsv"))) {
			this.photos = lines.map((line) -> line.split("\t", 2))
				.filter((row) -> row[0].endsWith(".jpg") && !row[0].equals("large.jpg"))
				.map((row) -> new Photo(folder.resolve(row[0]), row[1]))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread.ofVirtual().start(() -> arrive(address));
	}

	private void arrive(Address address) {
		// The same gaps in every run.
		Random random = new Random(1);
		while (!this.stopped && this.sent.get() < MOST_REQUESTS) {
			Photo photo = this.photos.get(this.sent.getAndIncrement() % this.photos.size());
			this.senders.execute(() -> send(address, photo));
			try {
				Thread.sleep(Duration.ofNanos((long) (-1e9 / PER_SECOND * Math.log(1 - random.nextDouble()))));
			}
			catch (InterruptedException ex) {
				return;
			}
		}
	}

	private void send(Address address, Photo photo) {
		try {
			long begin = System.nanoTime();
			HttpResponse<String> answer = address.classify(Files.readAllBytes(photo.file()));
			if (System.nanoTime() - begin > LATE.toNanos()) {
				this.late.incrementAndGet();
			}
			if (answer.statusCode() != 200) {
				this.failures.add(String.valueOf(answer.statusCode()));
			}
			else if (!answer.body().contains('"' + photo.label() + '"')) {
				this.wrong.incrementAndGet();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (AssertionError ex) {
			this.failures.add(String.valueOf(ex.getCause()));
		}
	}

	int sent() {
		return this.sent.get();
	}

	List<String> failures() {
		return List.copyOf(this.failures);
	}

	/**
	 * Counts answers of status 200 that do not have what the photo shows among their best
	 * five.
	 */
	int wrong() {
		return this.wrong.get();
	}

	/** Counts requests that took longer than a second. */
	int late() {
		return this.late.get();
	}

	/** Returns when the last request was answered. */
	@Override
	public void close() {
		this.stopped = true;
		this.senders.close();
	}

	/**
	 * A photo.
	 *
	 * @param file where it is
	 * @param label what it shows
	 */
	private record Photo(Path file, String label) {
	}

}
