package dev.animals.container;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.awaitility.Awaitility.await;

/**
 * A process of the service that runs the image's files in their folder.
 */
final class RunningService implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Process process;

	private final int port;

	private RunningService(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Starts a process.
	 * @param command all of it but the ports
	 * @param port the service's; management's is the next
	 * @param log where its output goes
	 * @return the process, which may not answer yet
	 * @throws IOException if it cannot be started
	 */
	static RunningService start(ProcessBuilder command, int port, Path log) throws IOException {
		command.command().addAll(List.of("--server.port=" + port, "--management.server.port=" + (port + 1)));
		return new RunningService(command.redirectErrorStream(true).redirectOutput(log.toFile()).start(), port);
	}

	void awaitReady() {
		await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(100)).until(() -> {
			if (!this.process.isAlive()) {
				throw new IllegalStateException("The service ended with status " + this.process.exitValue());
			}
			try {
				return get("/readyz").statusCode() == 200;
			}
			catch (IOException ex) {
				return false;
			}
		});
	}

	HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
		return CLIENT.send(request(this.port, path).header("Accept", "*/*").build(), BodyHandlers.ofByteArray());
	}

	HttpResponse<byte[]> manage(String path) throws IOException, InterruptedException {
		return CLIENT.send(request(this.port + 1, path).build(), BodyHandlers.ofByteArray());
	}

	HttpResponse<byte[]> post(String path, byte[] body, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = request(this.port, path).POST(BodyPublishers.ofByteArray(body));
		return CLIENT.send(((headers.length > 0) ? request.headers(headers) : request).build(),
				BodyHandlers.ofByteArray());
	}

	HttpResponse<byte[]> post(String path, String body, String type) throws IOException, InterruptedException {
		return post(path, body.getBytes(StandardCharsets.UTF_8), "Content-Type", type);
	}

	private static HttpRequest.Builder request(int port, String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(30));
	}

	/**
	 * The memory that the process has resident.
	 * @return in bytes
	 * @throws IOException if the process has ended
	 */
	long residentBytes() throws IOException {
		return Files.readAllLines(Path.of("/proc", Long.toString(this.process.pid()), "status"))
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
			.findFirst()
			.orElseThrow();
	}

	/** Ends the process as Kubernetes does, and waits. */
	@Override
	public void close() {
		this.process.destroy();
		try {
			// An AOT cache is written at the end.
			if (!this.process.waitFor(3, TimeUnit.MINUTES)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
