package dev.animals.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
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

	private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

	private final AtomicInteger sent = new AtomicInteger();

	private final List<String> failures = new CopyOnWriteArrayList<>();

	private final List<byte[]> photos;

	private volatile boolean stopped;

	Users(Address address) {
		try (Stream<Path> files = Files.list(Settings.REPOSITORY.resolve("function/src/test/resources/photos"))) {
			this.photos = files.filter((file) -> file.toString().endsWith(".jpg"))
				.filter((file) -> !file.toString().endsWith("large.jpg"))
				.map(Users::read)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread.ofVirtual().start(() -> arrive(address));
	}

	private static byte[] read(Path file) {
		try {
			return Files.readAllBytes(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void arrive(Address address) {
		// The same gaps in every run.
		Random random = new Random(1);
		while (!this.stopped && this.sent.get() < MOST_REQUESTS) {
			byte[] photo = this.photos.get(this.sent.getAndIncrement() % this.photos.size());
			this.senders.execute(() -> send(address, photo));
			try {
				Thread.sleep(Duration.ofNanos((long) (-1e9 / PER_SECOND * Math.log(1 - random.nextDouble()))));
			}
			catch (InterruptedException ex) {
				return;
			}
		}
	}

	private void send(Address address, byte[] photo) {
		try {
			int status = address.classify(photo).statusCode();
			if (status != 200) {
				this.failures.add(String.valueOf(status));
			}
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

	/** Returns when the last request was answered. */
	@Override
	public void close() {
		this.stopped = true;
		this.senders.close();
	}

}
