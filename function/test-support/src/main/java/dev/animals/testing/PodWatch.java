package dev.animals.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Watches pods through {@code kubectl} and records when each pod reaches each state. The
 * times are precise to a millisecond, but those that Kubernetes records are whole
 * seconds.
 */
public final class PodWatch implements AutoCloseable {

	private static final JsonMapper MAPPER = new JsonMapper();

	private final String pods;

	private final PodHistory history = new PodHistory();

	private final ScheduledExecutorService reader = Executors
		.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

	private @Nullable Process watch;

	private boolean closed;

	/**
	 * Starts to watch. Once this method has returned, no change is missed.
	 * @param namespace the namespace of the pods
	 * @param selector a label selector such as
	 * {@code serving.knative.dev/service=animals}
	 * @throws IOException if the pods cannot be watched, with kubectl's message
	 */
	public PodWatch(String namespace, String selector) throws IOException {
		this.pods = "/api/v1/namespaces/%s/pods?labelSelector=%s".formatted(namespace, selector);
		Process first = connect();
		this.reader.execute(() -> read(first));
		// The API server and proxies in front of it end a watch after some time.
		var _ = this.reader.scheduleWithFixedDelay(this::reconnect, 1, 1, TimeUnit.SECONDS);
	}

	private void reconnect() {
		try {
			read(connect());
		}
		catch (IOException ex) {
			// The next attempt follows in a second.
		}
	}

	/** Lists the pods, and returns when the server has begun to report later changes. */
	private Process connect() throws IOException {
		JsonNode pods = list();
		this.history.replace(pods, Instant.now());
		String version = pods.at("/metadata/resourceVersion").stringValue();
		Process process = new ProcessBuilder("kubectl", "get", "-v=6", "--raw",
				"%s&watch=1&resourceVersion=%s".formatted(this.pods, version))
			.start();
		keep(process);
		BufferedReader log = process.errorReader();
		// At this level kubectl logs the status of an answer as soon as its headers
		// arrive.
		for (String line = log.readLine(); line == null || !line.contains("200 OK"); line = log.readLine()) {
			if (line == null) {
				throw new IOException("kubectl ended before the API server answered the watch.");
			}
		}
		return process;
	}

	private JsonNode list() throws IOException {
		try {
			Command list = Command.run(Duration.ofSeconds(10), Map.of(),
					List.of("kubectl", "--request-timeout=5s", "get", "--raw", this.pods));
			if (list.status() != 0) {
				throw new IOException(list.errors().strip());
			}
			return MAPPER.readTree(list.output());
		}
		catch (UncheckedIOException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

	private synchronized void keep(Process process) {
		this.watch = process;
		if (this.closed) {
			process.destroy();
		}
	}

	private void read(Process process) {
		process.inputReader().lines().forEach((line) -> this.history.see(MAPPER.readTree(line), Instant.now()));
	}

	/**
	 * Returns the pods that exist now, including those that are starting or terminating.
	 * @return a snapshot
	 */
	public List<Pod> existing() {
		return this.history.existing();
	}

	/**
	 * Returns when an event was first seen for any pod.
	 * @param event the event
	 * @return the earliest time, or nothing if it was not seen yet
	 */
	public Optional<Instant> first(Event event) {
		return this.history.times(event).min(Instant::compareTo);
	}

	/**
	 * Counts the pods that had reached a state and were not terminating.
	 * @param event the event with which the state begins
	 * @param at the time for which to count
	 * @return how many there were
	 */
	public int count(Event event, Instant at) {
		return this.history.count(event, at);
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		this.reader.shutdownNow();
		if (this.watch != null) {
			this.watch.destroy();
		}
	}

	/** The events in a pod's life, in their order. */
	public enum Event {

		/** The pod exists, and its requests for resources count. */
		ADDED,

		/** The pod has a node. */
		SCHEDULED,

		/** The containers are ready for requests. */
		READY,

		/** The pod was told to stop. */
		STOPPED,

		/** The pod no longer exists. */
		DELETED

	}

	/**
	 * A pod that was seen.
	 *
	 * @param name its name
	 * @param ready whether it may get requests now
	 * @param seen when each event was first seen
	 */
	public record Pod(String name, boolean ready, Map<Event, Instant> seen) {
	}

}
