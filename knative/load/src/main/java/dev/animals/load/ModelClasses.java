package dev.animals.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The names of the model's classes in the order of their indices, which {@code GET
 * /model} of the service under test lists. They are requested once, when the first name
 * is needed.
 */
final class ModelClasses implements IntFunction<String> {

	/**
	 * The time limit of the request, enough for a service to start that was scaled to
	 * zero.
	 */
	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	static {
		// Allows requests to set the header by which the ingress finds the service.
		System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
	}

	private final Settings settings;

	private @Nullable List<String> names;

	ModelClasses(Settings settings) {
		this.settings = settings;
	}

	/**
	 * Returns the name of a class.
	 * @throws IllegalArgumentException if the service does not answer, or its model has
	 * no such class
	 */
	@Override
	public String apply(int index) {
		if (this.names == null) {
			this.names = read();
		}
		Settings.require(index < this.names.size(),
				"PHOTOS names the class %d, but the model of %s has only the classes 0 to %d.".formatted(index,
						this.settings.host(), this.names.size() - 1));
		return this.names.get(index);
	}

	private List<String> read() {
		try (HttpClient client = HttpClient.newHttpClient()) {
			HttpResponse<String> answer = client.send(HttpRequest.newBuilder(this.settings.url().resolve("/model"))
				.header("Host", this.settings.host())
				.timeout(TIMEOUT)
				.build(), BodyHandlers.ofString());
			Settings.require(answer.statusCode() == 200, unknown("it answered %d".formatted(answer.statusCode())));
			JsonNode model = new JsonMapper().readTree(answer.body());
			return model.required("labels").valueStream().map((each) -> each.required("label").stringValue()).toList();
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(unknown(ex.toString()), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private String unknown(String why) {
		return "PHOTOS names classes by index, which GET /model of %s at %s must explain: %s."
			.formatted(this.settings.host(), this.settings.url(), why);
	}

}
