package dev.animals.load;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.animals.load.ResourceMetrics.Use;
import dev.animals.testing.Command;
import dev.animals.testing.PodWatch;
import dev.animals.testing.PodWatch.Pod;
import org.jspecify.annotations.Nullable;

/**
 * Samples the number of the Service's pods and their resources during a run, in the
 * cluster of {@code KUBECONFIG}. A run also works without a cluster: values that cannot
 * be read are missing from the results, and one message reports this.
 */
final class ClusterWatch implements AutoCloseable {

	/**
	 * The interval of samples in seconds. The kubelet measures about every ten seconds.
	 */
	private static final int SECONDS = 4;

	private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();

	private final ResourceMetrics metrics = new ResourceMetrics();

	private final ScheduledExecutorService reader = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

	private @Nullable PodWatch pods;

	private boolean complained;

	/**
	 * Starts to sample.
	 * @param namespace the namespace of the Service, or null if the load goes to no known
	 * cluster
	 */
	ClusterWatch(@Nullable String namespace) {
		if (namespace == null) {
			return;
		}
		try {
			PodWatch watch = new PodWatch(namespace, "serving.knative.dev/service=animals");
			this.pods = watch;
			var _ = this.reader.scheduleWithFixedDelay(() -> sample(watch), 0, SECONDS, TimeUnit.SECONDS);
		}
		catch (IOException ex) {
			complain(ex);
		}
	}

	/** Returns the samples in the order of their times. */
	List<Sample> samples() {
		return List.copyOf(this.samples);
	}

	private void sample(PodWatch watch) {
		try {
			Instant at = Instant.now();
			List<Pod> pods = watch.existing();
			int ready = (int) pods.stream().filter(Pod::ready).count();
			this.samples
				.add(new Sample(at, pods.size(), ready, use(pods.stream().map(Pod::name).collect(Collectors.toSet()))));
		}
		catch (IOException ex) {
			complain(ex);
		}
	}

	private Use use(Set<String> pods) throws IOException {
		Use use = Use.NONE;
		for (String node : kubectl("get", "nodes", "-o", "jsonpath={.items[*].metadata.name}").split(" ", -1)) {
			use = use.and(this.metrics.read(node,
					kubectl("get", "--raw", "/api/v1/nodes/" + node + "/proxy/metrics/resource"), pods));
		}
		return use;
	}

	private static String kubectl(String... arguments) throws IOException {
		List<String> words = new ArrayList<>(List.of("kubectl", "--request-timeout=5s"));
		words.addAll(List.of(arguments));
		Command command = Command.run(Duration.ofSeconds(10), Map.of(), words);
		if (command.status() != 0) {
			throw new IOException(command.errors().strip());
		}
		return command.output();
	}

	private void complain(IOException why) {
		if (!this.complained) {
			System.err.println("The results will lack pods, processors and memory: " + why.getMessage());
		}
		this.complained = true;
	}

	@Override
	public void close() {
		this.reader.shutdownNow();
		if (this.pods != null) {
			this.pods.close();
		}
	}

	/**
	 * A sample of the pods.
	 *
	 * @param at the time of the sample
	 * @param pods how many pods exist, including those that are starting or terminating
	 * @param ready how many pods may get requests
	 * @param use the resources that they use
	 */
	record Sample(Instant at, int pods, int ready, Use use) {
	}

}
