package dev.animals.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of the running service.
 *
 * @param port the port of the service
 */
public record Service(int port) {

	static final JsonMapper MAPPER = new JsonMapper();

	private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	public HttpResponse<byte[]> post(String path, byte[] body, String... headers) {
		HttpRequest.Builder request = request(path).POST(BodyPublishers.ofByteArray(body));
		return send((headers.length > 0) ? request.headers(headers) : request);
	}

	public HttpResponse<byte[]> get(String path) {
		return send(request(path));
	}

	public HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(30));
	}

	public HttpResponse<byte[]> send(HttpRequest.Builder request) {
		try {
			return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Announces a photo at {@code /classify}. */
	public Socket startUpload(int length) throws IOException {
		return startUpload("/classify", "image/jpeg", length);
	}

	/**
	 * Announces a body without sending any of it.
	 * @param path the path of the request
	 * @param type the media type of the body
	 * @param length the announced length in bytes
	 * @return the connection, which the service closes after its answer
	 * @throws IOException if the connection fails
	 */
	public Socket startUpload(String path, String type, int length) throws IOException {
		return start("POST " + path, "Content-Type: " + type, "Content-Length: " + length);
	}

	/**
	 * Begins to send a compressed photo in chunks, without sending any of them.
	 * @param coding the Content-Encoding
	 * @return the connection, which the service closes after its answer
	 * @throws IOException if the connection fails
	 */
	public Socket startChunks(String coding) throws IOException {
		return start("POST /classify", "Content-Type: image/jpeg", "Content-Encoding: " + coding,
				"Transfer-Encoding: chunked");
	}

	private Socket start(String methodAndPath, String... headers) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port);
		String head = methodAndPath + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
				+ String.join("\r\n", headers) + "\r\n\r\n";
		socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
		socket.getOutputStream().flush();
		return socket;
	}

	static JsonNode json(HttpResponse<byte[]> response) {
		return MAPPER.readTree(response.body());
	}

	public static String header(HttpResponse<?> response, String name) {
		return response.headers().firstValue(name).orElse("");
	}

}
