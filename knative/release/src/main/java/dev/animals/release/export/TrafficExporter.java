package dev.animals.release.export;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import dev.animals.release.prometheus.PrometheusMetrics;
import dev.animals.release.prometheus.Source;
import dev.animals.release.rollout.Settings;

/**
 * Serves {@code /metrics}. Each scrape asks the API server, so the split is never out of
 * date. Verdicts on candidates and drift baselines come from the last look.
 */
public final class TrafficExporter {

	private static final int PORT = 9400;

	/** The folder in which a pod finds its token and the cluster's authority. */
	private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

	private TrafficExporter() {
	}

	/**
	 * Runs until the process is stopped.
	 * @param settings the limits for candidates, and how often to look
	 * @param prometheus reaches Prometheus; empty if candidates are not judged
	 * @throws IOException if the port is in use or the service account's files are
	 * missing
	 * @throws InterruptedException if the main thread is interrupted
	 */
	public static void run(Settings settings, Optional<Source> prometheus) throws IOException, InterruptedException {
		ApiServer apiServer = ApiServer.ofPod(SERVICE_ACCOUNT);
		PrometheusRegistry registry = registry(apiServer);
		Baselines baselines = new Baselines(apiServer);
		registry.register(baselines);
		Optional<Verdicts> verdicts = prometheus.map(
				(source) -> new Verdicts(settings, apiServer, (namespace) -> new PrometheusMetrics(source, namespace)));
		verdicts.ifPresent(registry::register);
		HTTPServer.builder().port(PORT).registry(registry).buildAndStart();
		while (true) {
			baselines.look();
			verdicts.ifPresent((judge) -> judge.look(Instant.now()));
			Thread.sleep(settings.look());
		}
	}

	/**
	 * Starts the server without a judge and baselines.
	 * @param port the port, or 0 for any free port
	 */
	static HTTPServer serve(int port, ApiServer apiServer) throws IOException {
		return HTTPServer.builder().port(port).registry(registry(apiServer)).buildAndStart();
	}

	private static PrometheusRegistry registry(ApiServer apiServer) {
		PrometheusRegistry registry = new PrometheusRegistry();
		registry.register(new Traffic(apiServer));
		return registry;
	}

}
