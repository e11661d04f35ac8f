package dev.animals.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

import static org.awaitility.Awaitility.await;

/**
 * When pods were seen to come and go, from now on: Kubernetes' own times are whole
 * seconds.
 */
final class PodWatch implements AutoCloseable {

	private final Process watch;

	private final Map<String, Map<Event, Instant>> pods = new ConcurrentHashMap<>();

	/**
	 * Starts to watch, and returns when the server has begun to answer.
	 * @param selector a label and its value, such as
	 * {@code serving.knative.dev/service=animals}
	 */
	PodWatch(String namespace, String selector) throws IOException {
		this.watch = new ProcessBuilder("kubectl", "get", "-v=6", "--raw",
				"/api/v1/namespaces/%s/pods?watch=1&resourceVersion=0&timeoutSeconds=300&labelSelector=%s"
					.formatted(namespace, selector))
			.start();
		BufferedReader log = this.watch.errorReader();
		// At this level kubectl logs each answer's status, when its headers are there.
		for (String line = log.readLine(); line == null || !line.contains("200 OK"); line = log.readLine()) {
			if (line == null) {
				throw new IOException("Pods cannot be watched");
			}
		}
		Thread.ofVirtual().start(() -> this.watch.inputReader().lines().forEach(this::see));
	}

	private void see(String line) {
		Instant now = Instant.now();
		JsonNode change = Photos.MAPPER.readTree(line);
		JsonNode pod = change.required("object");
		this.pods.compute(pod.at("/metadata/name").stringValue(), (name, before) -> {
			Map<Event, Instant> seen = new EnumMap<>(Event.class);
			seen.put(Event.ADDED, now);
			if (!pod.at("/spec/nodeName").isMissingNode()) {
				seen.put(Event.SCHEDULED, now);
			}
			if (ready(pod)) {
				seen.put(Event.READY, now);
			}
			if (change.required("type").stringValue().equals("DELETED")
					|| !pod.at("/metadata/deletionTimestamp").isMissingNode()) {
				seen.put(Event.STOPPED, now);
			}
			if (before != null) {
				seen.putAll(before);
			}
			return seen;
		});
	}

	private static boolean ready(JsonNode pod) {
		return pod.at("/status/conditions")
			.valueStream()
			.anyMatch((condition) -> condition.required("type").stringValue().equals("Ready")
					&& condition.required("status").stringValue().equals("True"));
	}

	/** When it was first seen of any pod, for which it waits. */
	Instant first(Event event) {
		await().atMost(Duration.ofSeconds(10)).until(() -> times(event).findAny().isPresent());
		return times(event).min(Instant::compareTo).orElseThrow();
	}

	private Stream<Instant> times(Event event) {
		return this.pods.values().stream().flatMap((pod) -> Optional.ofNullable(pod.get(event)).stream());
	}

	/** How many pods had seen the event at that time and had not been told to stop. */
	int count(Event event, Instant at) {
		return (int) this.pods.values()
			.stream()
			.filter((pod) -> !pod.getOrDefault(event, Instant.MAX).isAfter(at)
					&& pod.getOrDefault(Event.STOPPED, Instant.MAX).isAfter(at))
			.count();
	}

	@Override
	public void close() {
		this.watch.destroy();
	}

	/** What happens to a pod, in this order. */
	enum Event {

		/** It is there, and reserves what it requests. */
		ADDED,

		/** It has a node. */
		SCHEDULED,

		/** It may get requests. */
		READY,

		/** It was told to stop. */
		STOPPED

	}

}
