package dev.animals.e2e;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import tools.jackson.databind.JsonNode;

import static org.awaitility.Awaitility.await;

/**
 * When a service's next pod was seen to be added, and to be scheduled: Kubernetes' own
 * times are whole seconds.
 */
final class PodWatch implements AutoCloseable {

	private final Process watch;

	private final Map<String, Instant> seen = new ConcurrentHashMap<>();

	PodWatch(String namespace, String service) throws IOException {
		this.watch = new ProcessBuilder("kubectl", "get", "--raw",
				"/api/v1/namespaces/%s/pods?watch=1&timeoutSeconds=300&labelSelector=serving.knative.dev/service=%s"
					.formatted(namespace, service))
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		Thread.ofVirtual().start(() -> this.watch.inputReader().lines().forEach(this::see));
	}

	private void see(String line) {
		Instant now = Instant.now();
		JsonNode pod = Photos.MAPPER.readTree(line).required("object");
		this.seen.putIfAbsent("added", now);
		if (!pod.at("/spec/nodeName").isMissingNode()) {
			this.seen.putIfAbsent("scheduled", now);
		}
	}

	/** When {@code added} or {@code scheduled} was first seen. */
	Instant first(String what) {
		await().atMost(Duration.ofSeconds(10)).until(() -> this.seen.containsKey(what));
		return Optional.ofNullable(this.seen.get(what)).orElseThrow();
	}

	@Override
	public void close() {
		this.watch.destroy();
	}

}
