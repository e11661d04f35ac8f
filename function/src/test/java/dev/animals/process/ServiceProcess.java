package dev.animals.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.animals.http.Metrics;
import dev.animals.http.Service;
import dev.animals.testing.ProcessMemory;

import static org.awaitility.Awaitility.await;

/**
 * The service in its own process, which a test can terminate, limit and observe from
 * outside.
 */
final class ServiceProcess implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	final Process process;

	private final int port;

	private final Metrics metrics;

	private final Path log;

	private ServiceProcess(Process process, int port, int managementPort, Path log) {
		this.process = process;
		this.port = port;
		this.metrics = new Metrics(new Service(managementPort));
		this.log = log;
	}

	/**
	 * Starts the service with the class path of the test. The limit for the time of an
	 * upload is higher than by default, because the machine may be slow.
	 * @param folder the folder for the log of the service
	 * @param heap the limit of the heap
	 * @param settings further settings, as {@code --name=value}
	 * @return the process, which may not be ready yet
	 */
	static ServiceProcess start(Path folder, String heap, String... settings) throws IOException {
		int port = freePort();
		int managementPort = freePort();
		Path log = folder.resolve("service.log");
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
				"--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-Xmx" + heap, "-cp", classPath,
				"dev.animals.AnimalsApplication", "--server.port=" + port, "--management.server.port=" + managementPort,
				"--logging.structured.format.console=", "--animals.http.upload=60s",
				"--server.tomcat.connection-timeout=60s"));
		command.addAll(List.of(settings));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		return new ServiceProcess(process, port, managementPort, log);
	}

	private static int freePort() throws IOException {
		try (ServerSocket free = new ServerSocket(0)) {
			return free.getLocalPort();
		}
	}

	ServiceProcess awaitReady() {
		await().atMost(Duration.ofMinutes(3)).ignoreExceptions().until(() -> get("/readyz").statusCode() == 200);
		return this;
	}

	HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
		return CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray());
	}

	CompletableFuture<HttpResponse<byte[]>> post(byte[] body, String type) {
		HttpRequest request = HttpRequest.newBuilder(uri("/classify"))
			.header("Content-Type", type)
			.timeout(Duration.ofMinutes(3))
			.POST(BodyPublishers.ofByteArray(body))
			.build();
		return CLIENT.sendAsync(request, BodyHandlers.ofByteArray());
	}

	/** Returns how many requests are being predicted or wait for a predictor. */
	int acceptedRequests() {
		return (int) (this.metrics.sum("animals_in_flight") + this.metrics.sum("animals_queued"));
	}

	/** Opens a connection and closes it. */
	void connect() throws IOException {
		new Socket(InetAddress.getLoopbackAddress(), this.port).close();
	}

	private URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

	/** Returns the peak of the resident memory in bytes; works only on Linux. */
	long peakMemory() {
		return new ProcessMemory(this.process.pid()).peak();
	}

	String log() throws IOException {
		return Files.readString(this.log);
	}

	int awaitExit() throws InterruptedException {
		if (!this.process.waitFor(3, TimeUnit.MINUTES)) {
			throw new AssertionError("The process did not exit");
		}
		return this.process.exitValue();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
