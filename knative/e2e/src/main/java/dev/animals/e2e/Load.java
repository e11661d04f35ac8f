package dev.animals.e2e;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import static org.awaitility.Awaitility.await;

/**
 * Senders that each send the next request when the last one was answered, until they are
 * stopped. No request is lost from the counts.
 */
public final class Load implements AutoCloseable {

	/** An upper limit, in case a test never stops its senders. */
	private static final int MOST_REQUESTS = 50_000;

	private final ExecutorService senders;

	private final AtomicInteger sent = new AtomicInteger();

	private final AtomicInteger answered = new AtomicInteger();

	private final List<String> failures = new CopyOnWriteArrayList<>();

	private volatile boolean stopped;

	/**
	 * Starts to send.
	 * @param senders how many send at the same time
	 * @param request sends one request and returns the answer
	 */
	public Load(int senders, Supplier<HttpResponse<String>> request) {
		this.senders = Executors.newFixedThreadPool(senders);
		for (int i = 0; i < senders; i++) {
			this.senders.execute(() -> send(request));
		}
	}

	private void send(Supplier<HttpResponse<String>> request) {
		while (!this.stopped && this.sent.incrementAndGet() <= MOST_REQUESTS) {
			try {
				HttpResponse<String> answer = request.get();
				if (answer.statusCode() >= 400) {
					this.failures.add(answer.statusCode() + " " + answer.body());
				}
				else {
					this.answered.incrementAndGet();
				}
			}
			catch (AssertionError ex) {
				this.failures.add(String.valueOf(ex.getCause()));
			}
		}
	}

	/**
	 * Counts the requests that were answered without an error.
	 * @return how many there are so far
	 */
	public int answered() {
		return this.answered.get();
	}

	/**
	 * Waits for answers.
	 * @param number how many requests must have been answered without an error
	 */
	public void awaitAnswers(int number) {
		await().atMost(Duration.ofMinutes(2)).until(() -> this.answered.get() >= number);
	}

	/**
	 * Returns the requests that got an error or no answer.
	 * @return a message for each
	 */
	public List<String> failures() {
		return List.copyOf(this.failures);
	}

	/** Stops sending, and returns when the last request was answered. */
	public void stop() {
		this.stopped = true;
		this.senders.close();
	}

	@Override
	public void close() {
		stop();
	}

}
