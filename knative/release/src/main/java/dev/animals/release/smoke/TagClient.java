package dev.animals.release.smoke;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.photos.LabelledPhoto;
import dev.animals.release.gateway.Gateway;

/**
 * Calls a revision at the address of its traffic tag. With an ingress, the JVM must allow
 * requests to set the header Host ({@code -Djdk.httpclient.allowRestrictedHeaders=host}).
 */
final class TagClient {

	private static final JsonMapper MAPPER = new JsonMapper();

	/** A client for each address, because each expects its own certificate. */
	private final Map<String, HttpClient> clients = new ConcurrentHashMap<>();

	private final Optional<String> ingress;

	/**
	 * Creates the client.
	 * @param ingress {@code HOST:PORT} of the gateway to call if DNS does not resolve the
	 * addresses
	 */
	TagClient(Optional<String> ingress) {
		this.ingress = ingress;
	}

	SmokeAnswer classify(String url, byte[] photo, PhotoMode mode) throws InterruptedException {
		long start = System.nanoTime();
		try {
			HttpResponse<String> answer = send(url, "/classify", (request) -> mode.put(photo, request));
			if (answer.statusCode() != 200) {
				return SmokeAnswer.rejected(answer.statusCode(), millisSince(start));
			}
			JsonNode json = answer(MAPPER.readTree(answer.body()));
			JsonNode best = json.path("top").path(0);
			String verdict = json.path("verdict").asString("");
			return new SmokeAnswer(best.path("label").asString(""),
					LabelledPhoto.namesSubject(verdict) ? best.path("group").asString("") : verdict,
					best.path("confidence").asDouble(0), millisSince(start), "", false);
		}
		catch (IOException | JacksonException ex) {
			return SmokeAnswer.unreachable("no answer from %s: %s".formatted(this.ingress.orElse(url), ex),
					millisSince(start));
		}
	}

	/** Returns the answer itself, which may be the data of an event or of a batch. */
	private static JsonNode answer(JsonNode body) {
		JsonNode event = body.isArray() ? body.path(0) : body;
		return event.has("data") ? event.path("data") : event;
	}

	/** Calls a revision with a request that the judge does not count. */
	void ping(String url) throws IOException, InterruptedException {
		var _ = send(url, "/livez", HttpRequest.Builder::GET);
	}

	private HttpResponse<String> send(String url, String path, UnaryOperator<HttpRequest.Builder> how)
			throws IOException, InterruptedException {
		Gateway gateway = new Gateway(URI.create(url), this.ingress);
		HttpClient client = this.clients.computeIfAbsent(url, (_) -> gateway.client(Duration.ofSeconds(5)));
		return client.send(how.apply(gateway.request(path).timeout(Duration.ofSeconds(30))).build(),
				BodyHandlers.ofString());
	}

	private static long millisSince(long start) {
		return Duration.ofNanos(System.nanoTime() - start).toMillis();
	}

}
