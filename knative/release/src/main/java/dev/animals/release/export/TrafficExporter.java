package dev.animals.release.export;

import java.io.IOException;
import java.nio.file.Path;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * Serves {@code /metrics}. Each scrape asks the API server, so values are never out of
 * date.
 */
public final class TrafficExporter {

	private static final int PORT = 9400;

	/** The folder in which a pod finds its token and the cluster's authority. */
	private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

	private TrafficExporter() {
	}

	/**
	 * Runs until the process is stopped.
	 * @throws IOException if the port is in use or the service account's files are
	 * missing
	 * @throws InterruptedException if the main thread is interrupted
	 */
	public static void run() throws IOException, InterruptedException {
		serve(PORT, ApiServer.ofPod(SERVICE_ACCOUNT));
		// The server's threads do not keep the process alive.
		Thread.currentThread().join();
	}

	/**
	 * Starts the server.
	 * @param port the port, or 0 for any free port
	 */
	static HTTPServer serve(int port, ApiServer apiServer) throws IOException {
		PrometheusRegistry registry = new PrometheusRegistry();
		registry.register(new Traffic(apiServer));
		return HTTPServer.builder().port(port).registry(registry).buildAndStart();
	}

}
