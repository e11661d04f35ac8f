package dev.animals.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * The address of a service behind a gateway.
 *
 * @param host the name by which the gateway knows the service; it need not be in DNS
 * @param gateway the address to connect to
 */
public record Address(String host, URI gateway) {

	static {
		// Allows requests to name a different host than the one that they connect to.
		System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
	}

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	/**
	 * Returns the address of a service behind the gateway of the settings.
	 * @param url the service's URL
	 * @return its address
	 */
	public static Address of(String url) {
		return new Address(URI.create(url).getHost(), Settings.INGRESS);
	}

	/**
	 * Starts a request.
	 * @param path the path and query
	 * @return a request with a time limit of a minute
	 */
	public HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(this.gateway.resolve(path))
			.header("Host", this.host)
			.timeout(Duration.ofSeconds(60));
	}

	/**
	 * Sends a GET request.
	 * @param path the path and query
	 * @return the answer
	 */
	public HttpResponse<String> get(String path) {
		return send(request(path));
	}

	/**
	 * Classifies a photo.
	 * @param photo the bytes of a JPEG
	 * @return the answer
	 */
	public HttpResponse<String> classify(byte[] photo) {
		return post("/classify", "image/jpeg", photo);
	}

	/**
	 * Sends a POST request.
	 * @param path the path and query
	 * @param type the media type of the body
	 * @param body the body
	 * @return the answer
	 */
	public HttpResponse<String> post(String path, String type, byte[] body) {
		return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
	}

	/**
	 * Sends a request.
	 * @param request the request
	 * @return the answer
	 * @throws AssertionError if there is no answer
	 */
	public static HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return CLIENT.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new AssertionError("No answer", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
