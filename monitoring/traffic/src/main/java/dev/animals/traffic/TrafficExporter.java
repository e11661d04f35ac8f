package dev.animals.traffic;

import java.io.IOException;
import java.nio.file.Path;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * Serves {@code /metrics}. Each time that it is read, it asks the API server, so there is
 * nothing here that can be out of date.
 */
public final class TrafficExporter {

	private static final int PORT = 9400;

	/** Where Kubernetes puts what a pod needs to call its API. */
	private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

	private TrafficExporter() {
	}

	/**
	 * Starts, and runs until it is told to stop.
	 * @throws IOException if the port is taken or the service account's files are missing
	 * @throws InterruptedException never
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		serve(PORT, ApiServer.ofPod(SERVICE_ACCOUNT));
		// The server's own threads do not keep the process.
		Thread.currentThread().join();
	}

	/**
	 * Serves the metrics.
	 * @param port 0 for any that is free
	 */
	static HTTPServer serve(int port, ApiServer apiServer) throws IOException {
		PrometheusRegistry registry = new PrometheusRegistry();
		registry.register(new Traffic(apiServer));
		return HTTPServer.builder().port(port).registry(registry).buildAndStart();
	}

}
