package dev.animals.e2e.outages;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callers who send a fixed number of requests a second, whether or not the requests
 * before were answered, and never repeat one.
 */
final class Callers implements AutoCloseable {

	/** Longer than any part of Knative waits, so that the part that gives up answers. */
	private static final Duration PATIENCE = Duration.ofSeconds(150);

	/** The largest number of requests, in case a test never stops its callers. */
	private static final int MOST_REQUESTS = 2_000;

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

	/** A client of its own, so that no connection from before an outage is reused. */
	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final AtomicInteger sent = new AtomicInteger();

	private final Map<String, Result> results = new ConcurrentHashMap<>();

	private final String prefix;

	private final Function<String, HttpRequest.Builder> request;

	private final Function<HttpResponse<String>, Reply> reader;

	/**
	 * Starts to send.
	 * @param prefix the beginning of the requests' ids
	 * @param perSecond how many requests are sent a second
	 * @param request makes the request with an id
	 * @param reader reads the reply to a request
	 */
	Callers(String prefix, int perSecond, Function<String, HttpRequest.Builder> request,
			Function<HttpResponse<String>, Reply> reader) {
		this.prefix = prefix;
		this.request = request;
		this.reader = reader;
		var _ = this.clock.scheduleAtFixedRate(this::next, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
	}

	private void next() {
		if (this.sent.get() < MOST_REQUESTS) {
			String id = this.prefix + this.sent.getAndIncrement();
			this.senders.execute(() -> send(id));
		}
	}

	private void send(String id) {
		Instant begin = Instant.now();
		Reply reply;
		try {
			reply = this.reader
				.apply(this.client.send(this.request.apply(id).timeout(PATIENCE).build(), BodyHandlers.ofString()));
		}
		catch (IOException ex) {
			reply = Reply.none(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return;
		}
		this.results.put(id, new Result(id, begin, Duration.between(begin, Instant.now()), reply));
	}

	/** Stops to send. */
	void end() {
		this.clock.shutdown();
	}

	/**
	 * Stops to send, and waits until every request has a result.
	 * @return the results of all requests that were sent
	 */
	List<Result> stop() {
		close();
		assertThat(this.results).as("results of the requests that were sent").hasSize(this.sent.get());
		return List.copyOf(this.results.values());
	}

	@Override
	public void close() {
		this.clock.close();
		this.senders.close();
		this.client.close();
	}

}
