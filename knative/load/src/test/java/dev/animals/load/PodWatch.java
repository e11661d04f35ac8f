package dev.animals.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.animals.load.ResourceMetrics.Use;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the cluster of {@code KUBECONFIG}, while the load lasts, how many pods there are
 * and what they take.
 */
final class PodWatch implements AutoCloseable {

	/** The kubelet itself looks every ten seconds or so. */
	private static final int SECONDS = 4;

	private static final JsonMapper MAPPER = new JsonMapper();

	private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();

	private final ResourceMetrics metrics = new ResourceMetrics();

	private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor();

	private boolean silent;

	/**
	 * Begins to watch.
	 * @param namespace of the Service, or null where the load goes to no cluster that is
	 * known
	 */
	PodWatch(@Nullable String namespace) {
		if (namespace != null) {
			var _ = this.reader.scheduleWithFixedDelay(() -> sample(namespace), 0, SECONDS, TimeUnit.SECONDS);
		}
	}

	/** In the order of their times. */
	List<Sample> samples() {
		return List.copyOf(this.samples);
	}

	/** A load needs no cluster, so what cannot be asked is missing, and is said once. */
	private void sample(String namespace) {
		try {
			Instant at = Instant.now();
			Set<String> names = new HashSet<>();
			int ready = 0;
			for (JsonNode pod : items("pods", "-n", namespace, "-l", "serving.knative.dev/service=animals")) {
				names.add(pod.path("metadata").path("name").asString());
				ready += isReady(pod) ? 1 : 0;
			}
			Use use = Use.NONE;
			for (JsonNode item : items("nodes")) {
				String node = item.path("metadata").path("name").asString();
				use = use.and(this.metrics.read(node,
						kubectl("get", "--raw", "/api/v1/nodes/" + node + "/proxy/metrics/resource"), names));
			}
			this.samples.add(new Sample(at, names.size(), ready, use));
		}
		catch (UncheckedIOException ex) {
			if (!this.silent) {
				System.err.println("Pods and what they take are not watched: " + ex.getMessage());
			}
			this.silent = true;
		}
	}

	private static boolean isReady(JsonNode pod) {
		for (JsonNode condition : pod.path("status").path("conditions")) {
			if (condition.path("type").asString().equals("Ready")) {
				return condition.path("status").asString().equals("True")
						&& pod.path("metadata").path("deletionTimestamp").isMissingNode();
			}
		}
		return false;
	}

	private static JsonNode items(String... of) {
		List<String> arguments = new ArrayList<>(List.of("get", "-o", "json"));
		arguments.addAll(List.of(of));
		return MAPPER.readTree(kubectl(arguments.toArray(String[]::new))).path("items");
	}

	private static String kubectl(String... arguments) {
		List<String> command = new ArrayList<>(List.of("kubectl", "--request-timeout=5s"));
		command.addAll(List.of(arguments));
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new IOException(output.strip());
			}
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new UncheckedIOException(new IOException(ex));
		}
	}

	@Override
	public void close() {
		this.reader.shutdownNow();
	}

	/**
	 * A look at the pods.
	 *
	 * @param at when
	 * @param pods that are there, also those that start or stop
	 * @param ready that are given requests
	 * @param use what they take
	 */
	record Sample(Instant at, int pods, int ready, Use use) {
	}

}
