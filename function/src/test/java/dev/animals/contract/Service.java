package dev.animals.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.Response;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The running service as a client on the network sees it.
 *
 * @param port the service's
 * @param client asks it
 */
record Service(int port, HttpClient client) {

	private static final byte[] NOTHING = new byte[0];

	Exchange get(String path) {
		return send("GET", path, Map.of(), NOTHING);
	}

	Exchange post(String path, String contentType, byte[] body) {
		return send("POST", path, Map.of("Content-Type", contentType), body);
	}

	Exchange post(String path, String contentType, String body) {
		return post(path, contentType, body.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Sends a request.
	 * @param method the method
	 * @param path the path, perhaps with the parameter {@code top}
	 * @param headers the headers
	 * @param body the body; empty for none
	 * @return what was sent and what came back
	 */
	Exchange send(String method, String path, Map<String, String> headers, byte[] body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.method(method, (body.length > 0) ? BodyPublishers.ofByteArray(body) : BodyPublishers.noBody());
		headers.forEach(request::header);
		try {
			HttpResponse<byte[]> response = this.client.send(request.build(), BodyHandlers.ofByteArray());
			return new Exchange(request(method, path, headers, body), response);
		}
		catch (IOException ex) {
			throw new AssertionError(method + " " + path + " was not answered", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	private static Request request(String method, String path, Map<String, String> headers, byte[] body) {
		String[] parts = path.split("\\?top=", 2);
		SimpleRequest.Builder request = new SimpleRequest.Builder(method, parts[0]);
		if (parts.length > 1) {
			request.withQueryParam("top", parts[1]);
		}
		headers.forEach(request::withHeader);
		if (body.length > 0) {
			request.withBody(body);
		}
		return request.build();
	}

	/**
	 * Announces a photo of some length and sends only its beginning.
	 * @param length what is announced, in bytes
	 * @return the connection, on which the rest can be sent
	 */
	Upload startUpload(int length) {
		try {
			Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port);
			String head = "POST /classify HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
					+ "Content-Type: image/jpeg\r\nContent-Length: " + length + "\r\n\r\n?";
			socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
			return new Upload(socket, length - 1);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * A request and its response.
	 *
	 * @param request what was sent
	 * @param response what came back
	 */
	record Exchange(Request request, HttpResponse<byte[]> response) {

		int status() {
			return this.response.statusCode();
		}

		String header(String name) {
			return this.response.headers().firstValue(name).orElse("");
		}

		byte[] body() {
			return this.response.body();
		}

		Response validatable() {
			SimpleResponse.Builder builder = SimpleResponse.Builder.status(status());
			this.response.headers().map().forEach(builder::withHeader);
			return ((body().length > 0) ? builder.withBody(body()) : builder).build();
		}

	}

	/**
	 * A request that is under way.
	 *
	 * @param socket the connection
	 * @param missing how many bytes have not been sent
	 */
	record Upload(Socket socket, int missing) implements AutoCloseable {

		/** Waits for the answer, a head and a body that ends with the connection. */
		String answer() {
			try {
				ByteArrayOutputStream answer = new ByteArrayOutputStream();
				this.socket.getInputStream().transferTo(answer);
				return answer.toString(StandardCharsets.UTF_8);
			}
			catch (IOException ex) {
				throw new AssertionError(ex);
			}
		}

		/** Sends the rest, so that the service is done with it. */
		@Override
		public void close() {
			try (this.socket) {
				OutputStream out = this.socket.getOutputStream();
				out.write(new byte[this.missing]);
				out.flush();
				this.socket.getInputStream().readAllBytes();
			}
			catch (IOException ex) {
				assertThat(ex).as("refused before it was complete").isInstanceOf(SocketException.class);
			}
		}

	}

}
