package dev.animals.release.smoke;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls a revision at the address of its traffic tag. With an ingress, the JVM must allow
 * requests to set the header Host ({@code -Djdk.httpclient.allowRestrictedHeaders=host}).
 */
final class TagClient {

	private static final JsonMapper MAPPER = new JsonMapper();

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private final Optional<String> ingress;

	/**
	 * Creates the client.
	 * @param ingress {@code HOST:PORT} of the gateway to call if DNS does not resolve the
	 * addresses
	 */
	TagClient(Optional<String> ingress) {
		this.ingress = ingress;
	}

	SmokeAnswer classify(String url, Path photo) throws InterruptedException {
		long start = System.nanoTime();
		try {
			HttpResponse<String> answer = send(
					request(url, "/classify").header("Content-Type", "application/octet-stream")
						.POST(BodyPublishers.ofFile(photo)));
			if (answer.statusCode() != 200) {
				return SmokeAnswer.rejected(answer.statusCode(), millisSince(start));
			}
			JsonNode json = MAPPER.readTree(answer.body());
			JsonNode best = json.path("top").path(0);
			String verdict = json.path("verdict").asString("");
			return new SmokeAnswer(best.path("label").asString(""),
					verdict.equals("animal") ? best.path("group").asString("") : verdict,
					best.path("confidence").asDouble(0), millisSince(start), "", false);
		}
		catch (IOException | JacksonException ex) {
			return SmokeAnswer.unreachable("no answer from %s: %s".formatted(this.ingress.orElse(url), ex),
					millisSince(start));
		}
	}

	/** Calls a revision with a request that the judge does not count. */
	void ping(String url) throws IOException, InterruptedException {
		var _ = send(request(url, "/livez").GET());
	}

	private HttpRequest.Builder request(String url, String path) {
		URI uri = URI.create(url);
		URI target = this.ingress.map((address) -> URI.create("http://" + address + path))
			.orElseGet(() -> uri.resolve(path));
		HttpRequest.Builder request = HttpRequest.newBuilder(target).timeout(Duration.ofSeconds(30));
		return this.ingress.isPresent() ? request.header("Host", uri.getHost()) : request;
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	private static long millisSince(long start) {
		return Duration.ofNanos(System.nanoTime() - start).toMillis();
	}

}
