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
 * A fixed number of senders. Each sends the next request as soon as the last one is
 * answered, until it is stopped. Every request is counted.
 */
public final class Load implements AutoCloseable {

	/** The largest number of requests, in case a test never stops its senders. */
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
	 * Returns how many requests were answered without an error so far.
	 * @return the number of answers
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
	 * Describes the requests that got an error or no answer.
	 * @return a message for each failed request
	 */
	public List<String> failures() {
		return List.copyOf(this.failures);
	}

	/** Stops the senders and waits for their last answers. */
	public void stop() {
		this.stopped = true;
		this.senders.close();
	}

	@Override
	public void close() {
		stop();
	}

}
