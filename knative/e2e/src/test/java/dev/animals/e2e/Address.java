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
 * A name that the gateway knows.
 *
 * @param host the name, which no DNS needs to know
 */
record Address(String host) {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	static Address of(String url) {
		return new Address(URI.create(url).getHost());
	}

	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(Settings.INGRESS.resolve(path))
			.header("Host", this.host)
			.timeout(Duration.ofSeconds(60));
	}

	HttpResponse<String> get(String path) {
		return send(request(path));
	}

	/** Posts a photo as it is. */
	HttpResponse<String> classify(byte[] photo) {
		return post("/classify", "image/jpeg", photo);
	}

	HttpResponse<String> post(String path, String type, byte[] body) {
		return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
	}

	static HttpResponse<String> send(HttpRequest.Builder request) {
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
