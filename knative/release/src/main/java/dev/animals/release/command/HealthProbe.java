package dev.animals.release.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.release.ExitCode;
import dev.animals.release.gateway.Gateway;

/**
 * Checks whether a service is ready and recognises a photo.
 *
 * @param url the address
 * @param ingress the gateway that is called instead of the address's host
 * @param timeout the longest time for an answer
 * @param photo the photo
 * @param label the class that it shows
 * @param verdict the verdict on it
 */
record HealthProbe(String url, Optional<String> ingress, Duration timeout, Path photo, String label, String verdict) {

	private static final JsonMapper MAPPER = new JsonMapper();

	Result run() throws InterruptedException {
		try (HttpClient client = gateway().client(this.timeout)) {
			HttpResponse<String> ready = client.send(request("/readyz").GET().build(), BodyHandlers.ofString());
			if (ready.statusCode() != 200) {
				return new Result(ExitCode.NOT_READY,
						"Not ready: /readyz was answered with status %d.".formatted(ready.statusCode()));
			}
			long start = System.nanoTime();
			HttpResponse<String> answer = client
				.send(request("/classify?top=1").header("Content-Type", "application/octet-stream")
					.POST(BodyPublishers.ofFile(this.photo))
					.build(), BodyHandlers.ofString());
			return judge(answer.statusCode(), answer.body(), Duration.ofNanos(System.nanoTime() - start));
		}
		catch (HttpTimeoutException ex) {
			return new Result(ExitCode.TOO_SLOW,
					"Too slow: no answer within %s s.".formatted(this.timeout.toMillis() / 1000.0));
		}
		catch (IOException ex) {
			return new Result(ExitCode.UNREACHABLE_URL, "Cannot be reached: %s%s (%s).".formatted(this.url,
					gateway().ingress().map(" through "::concat).orElse(""), ex.getClass().getSimpleName()));
		}
	}

	private HttpRequest.Builder request(String path) {
		return gateway().request(path).timeout(this.timeout);
	}

	private Gateway gateway() {
		return new Gateway(URI.create(this.url), this.ingress);
	}

	private Result judge(int status, String body, Duration took) {
		if (status == 503 || status == 429) {
			return new Result(ExitCode.NOT_READY, "Not ready: a photo was answered with status %d.".formatted(status));
		}
		String best = "";
		String actual = "";
		try {
			JsonNode json = MAPPER.readTree(body);
			best = json.path("top").path(0).path("label").asString("");
			actual = json.path("verdict").asString("");
		}
		catch (JacksonException ex) {
			// The body is not JSON, for instance a proxy's page, so there is no label and
			// no verdict.
		}
		if (status == 200 && best.equals(this.label) && actual.equals(this.verdict)) {
			return new Result(ExitCode.DONE, "Healthy: ready, and the photo of '%s' was recognised in %.3f s."
				.formatted(this.label, took.toNanos() / 1e9));
		}
		return new Result(ExitCode.WRONG_ANSWER, "The photo of '%s' was answered with status %d: %s"
			.formatted(this.label, status, body.substring(0, Math.min(300, body.length()))));
	}

	/**
	 * The result of a check.
	 *
	 * @param code the exit code
	 * @param sentence the result in a sentence for people
	 */
	record Result(ExitCode code, String sentence) {
	}

}
