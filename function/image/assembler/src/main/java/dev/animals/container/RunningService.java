package dev.animals.container;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.animals.testing.ServerProcess;

/**
 * A process of the service, with a client for its endpoints.
 */
final class RunningService implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final ServerProcess process;

	private final int managementPort;

	private RunningService(ServerProcess process, int managementPort) {
		this.process = process;
		this.managementPort = managementPort;
	}

	/**
	 * Starts the service on free ports.
	 * @param command the command without the ports
	 * @param log the file that receives the output of the service
	 * @return the service, which may not be ready yet
	 * @throws IOException if the process cannot be started
	 */
	static RunningService start(ProcessBuilder command, Path log) throws IOException {
		int port = ServerProcess.freePort();
		int managementPort = ServerProcess.freePort();
		command.command().addAll(List.of("--server.port=" + port, "--management.server.port=" + managementPort));
		return new RunningService(ServerProcess.start(command, port, log), managementPort);
	}

	RunningService awaitReady() {
		this.process.awaitReady(Duration.ofMinutes(2));
		return this;
	}

	HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
		return send(request(this.process.address(path)).header("Accept", "*/*"));
	}

	HttpResponse<byte[]> manage(String path) throws IOException, InterruptedException {
		return send(request(URI.create("http://127.0.0.1:" + this.managementPort + path)));
	}

	HttpResponse<byte[]> post(String path, byte[] body, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = request(this.process.address(path)).POST(BodyPublishers.ofByteArray(body));
		return send((headers.length > 0) ? request.headers(headers) : request);
	}

	HttpResponse<byte[]> post(String path, String body, String type) throws IOException, InterruptedException {
		return post(path, body.getBytes(StandardCharsets.UTF_8), "Content-Type", type);
	}

	private static HttpRequest.Builder request(URI address) {
		return HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30));
	}

	private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
	}

	/**
	 * Returns the resident memory of the process.
	 * @return resident memory in bytes
	 */
	long residentBytes() {
		return this.process.memory().resident();
	}

	@Override
	public void close() {
		this.process.close();
	}

}
