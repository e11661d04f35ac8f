package dev.animals.release.rollout;

import java.io.Console;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

import dev.animals.release.prometheus.PrometheusMetrics;
import dev.animals.release.prometheus.Source;
import dev.animals.release.report.Report;
import dev.animals.release.report.Terminal;
import dev.animals.release.report.Views;
import dev.animals.release.smoke.SmokeSet;

/**
 * The program behind {@code make rollout}. Its settings are environment variables; its
 * exit status is the {@link Outcome}'s, or 2 if it could not begin.
 */
final class RolloutMain {

	private static final int CANNOT_BEGIN = 2;

	private RolloutMain() {
	}

	public static void main(String[] arguments) {
		AtomicInteger status = new AtomicInteger(CANNOT_BEGIN);
		Thread main = Thread.currentThread();
		// A signal: the rollout is interrupted, gives stable all traffic, and ends with
		// its own status.
		Thread signal = new Thread(() -> {
			main.interrupt();
			try {
				main.join(Duration.ofSeconds(60));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			Runtime.getRuntime().halt(status.get());
		});
		Runtime.getRuntime().addShutdownHook(signal);
		try {
			status.set(rollOut(Map.copyOf(System.getenv())).status());
		}
		catch (IllegalArgumentException | IllegalStateException | UncheckedIOException ex) {
			System.err.println(ex.getMessage());
		}
		// Not System.exit, which would wait for the hook, and the hook for us.
		new Thread(() -> System.exit(status.get())).start();
	}

	private static Outcome rollOut(Map<String, String> environment) {
		Path repository = Path.of(environment.getOrDefault("REPOSITORY", "."));
		Path module = repository.resolve("knative/release");
		Settings settings = Settings.read(path(environment, "ROLLOUT").orElse(module.resolve("rollout.yaml")));
		String namespace = Optional.ofNullable(environment.get("NAMESPACE"))
			.orElseThrow(() -> new IllegalArgumentException("NAMESPACE is not set; make rollout sets it."));
		Optional<String> ingress = Optional.ofNullable(environment.get("INGRESS")).filter((value) -> !value.isBlank());
		Optional<Path> folder = path(environment, "PHOTOS");
		SmokeSet smoke = new SmokeSet(folder.orElse(repository.resolve("function/photos")),
				path(environment, "LABELS")
					.orElse(folder.map((photos) -> photos.resolve("smoke.tsv")).orElse(module.resolve("smoke.tsv"))),
				ingress);
		boolean live = isTerminal();
		View view = new Views(List.of(new Terminal(System.out, live, settings),
				new Report(path(environment, "REPORT").orElse(module.resolve("target/report.md")))));
		// It is waited for here, by the rollout's own deadline.
		Config config = new ConfigBuilder(Config.autoConfigure(null)).withRequestRetryBackoffLimit(0)
			.withRequestTimeout(10_000)
			.withConnectionTimeout(5_000)
			.build();
		try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
				ScheduledExecutorService warming = Executors
					.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("keep-warm").factory())) {
			Cluster cluster = new KnativeCluster(client, namespace,
					"%s-%s".formatted(ProcessHandle.current().pid(), UUID.randomUUID()));
			Source source = Optional.ofNullable(environment.get("PROMETHEUS_URL"))
				.filter((value) -> !value.isBlank())
				.map((url) -> Source.at(URI.create(url)))
				.orElseGet(() -> Source.in(client,
						environment.getOrDefault("PROMETHEUS_SERVICE", "monitoring/prometheus-operated:9090")));
			keepWarm(warming, settings, cluster, smoke);
			boolean smokes = !"off".equalsIgnoreCase(environment.getOrDefault("SMOKE", ""));
			Outcome outcome = new Rollout(settings, cluster, new PrometheusMetrics(source, namespace),
					smokes ? Optional.of(smoke) : Optional.empty(), Time.SYSTEM, view)
				.run();
			warming.shutdownNow();
			return outcome;
		}
	}

	private static void keepWarm(ScheduledExecutorService warming, Settings settings, Cluster cluster, SmokeSet smoke) {
		AtomicReference<Map<String, String>> urls = new AtomicReference<>(Map.of());
		long period = settings.keepWarm().toMillis();
		var _ = warming.scheduleWithFixedDelay(() -> {
			try {
				if (urls.get().isEmpty()) {
					urls.set(cluster.read().urls());
				}
				smoke.keepWarm(urls.get());
			}
			catch (Cluster.UnreachableException | IllegalStateException ex) {
				// The rollout itself says so.
				return;
			}
		}, 0, period, TimeUnit.MILLISECONDS);
	}

	// One checker says that it is never null, the other that it may be.
	@SuppressWarnings("SystemConsoleNull")
	private static boolean isTerminal() {
		Console console = System.console();
		return console != null && console.isTerminal();
	}

	private static Optional<Path> path(Map<String, String> environment, String name) {
		return Optional.ofNullable(environment.get(name)).filter((value) -> !value.isBlank()).map(Path::of);
	}

}
