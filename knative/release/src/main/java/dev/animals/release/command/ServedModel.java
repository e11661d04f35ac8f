package dev.animals.release.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.release.gateway.Gateway;

/**
 * Asks a revision which model it serves.
 *
 * @param ingress the gateway to call instead of the address's host
 */
record ServedModel(Optional<String> ingress) {

	private static final Duration LIMIT = Duration.ofSeconds(2);

	private static final JsonMapper MAPPER = new JsonMapper();

	/**
	 * Returns the name, version and precision of the model, or why they are not known.
	 * @param url the address of the revision's tag
	 * @param awake whether the revision has a pod; if not, none is started
	 */
	String of(String url, boolean awake) throws InterruptedException {
		if (url.isEmpty() || !awake) {
			return url.isEmpty() ? "unknown: it has no tag" : "unknown: it has no pod";
		}
		Gateway gateway = new Gateway(URI.create(url), this.ingress);
		try (HttpClient client = gateway.client(LIMIT)) {
			HttpResponse<String> answer = client.send(gateway.request("/model").timeout(LIMIT).build(),
					BodyHandlers.ofString());
			JsonNode card = MAPPER.readTree(answer.body());
			return "%s-%s in %s".formatted(card.path("name").asString("unknown"),
					card.path("version").asString("unknown"), card.path("precision").asString("float32"));
		}
		catch (IOException | JacksonException ex) {
			return "unknown: no answer from " + url + this.ingress.map(" through "::concat).orElse("");
		}
	}

}
