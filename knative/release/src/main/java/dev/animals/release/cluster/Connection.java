package dev.animals.release.cluster;

import java.io.File;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the API server of the current context.
 *
 * @param client the client, which does not repeat failed requests
 * @param context the name of the context
 * @param server the address of the API server
 * @param holder the name of this process in the Lease and in decisions
 */
public record Connection(KubernetesClient client, String context, String server,
		String holder) implements AutoCloseable {

	private static final String IN_CLUSTER = "in-cluster";

	/**
	 * Opens a connection with the kubeconfig or, inside a pod, with the pod's service
	 * account.
	 * @throws NoKubeconfigException if there is neither
	 */
	public static Connection open() {
		Map<String, String> environment = System.getenv();
		boolean inCluster = environment.containsKey("KUBERNETES_SERVICE_HOST");
		if (files(environment).stream().noneMatch(Files::isReadable) && !inCluster) {
			throw new NoKubeconfigException();
		}
		Config config = new ConfigBuilder(Config.autoConfigure(null)).withRequestRetryBackoffLimit(0)
			.withRequestTimeout(10_000)
			.withConnectionTimeout(5_000)
			.build();
		if (config.getCurrentContext() == null && !inCluster) {
			throw new NoKubeconfigException();
		}
		String context = (config.getCurrentContext() == null) ? IN_CLUSTER : config.getCurrentContext().getName();
		return new Connection(new KubernetesClientBuilder().withConfig(config).build(), context, config.getMasterUrl(),
				holder(environment));
	}

	/** Tells whether this program runs in the cluster, with the account of its pod. */
	public boolean isInCluster() {
		return this.context.equals(IN_CLUSTER);
	}

	private static List<Path> files(Map<String, String> environment) {
		String named = Optional.ofNullable(System.getProperty("kubeconfig"))
			.or(() -> Optional.ofNullable(environment.get("KUBECONFIG")))
			.filter((value) -> !value.isBlank())
			.orElseGet(() -> Path.of(System.getProperty("user.home"), ".kube", "config").toString());
		return Arrays.stream(named.split(File.pathSeparator, -1))
			.filter((file) -> !file.isBlank())
			.map(Path::of)
			.toList();
	}

	/** Names a pipeline's job by its address, and a person by user name and machine. */
	private static String holder(Map<String, String> environment) {
		String who = Optional.ofNullable(environment.get("CI_JOB_URL"))
			.filter((value) -> !value.isBlank())
			.orElseGet(() -> System.getProperty("user.name") + "@" + host(environment.get("HOSTNAME")));
		return "%s (pid %d)".formatted(who, ProcessHandle.current().pid());
	}

	private static String host(@Nullable String named) {
		if (named != null && !named.isBlank()) {
			return named;
		}
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "unknown host";
		}
	}

	@Override
	public void close() {
		this.client.close();
	}

}
