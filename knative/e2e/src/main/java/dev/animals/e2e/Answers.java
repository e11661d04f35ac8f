package dev.animals.e2e;

import java.net.http.HttpResponse;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the service's answers about photos.
 */
public final class Answers {

	/** The mapper for all JSON of the tests. */
	public static final JsonMapper MAPPER = new JsonMapper();

	private Answers() {
	}

	/**
	 * Returns the best label with its confidence, which must be the same in every mode.
	 * @param answer an answer about a photo
	 * @return for instance {@code koala 0.94}
	 */
	public static String best(JsonNode answer) {
		JsonNode best = answer.required("top").required(0);
		return best.required("label").stringValue() + " " + best.required("confidence").doubleValue();
	}

	/**
	 * Returns the best label with its confidence.
	 * @param answer an answer about a photo as JSON
	 * @return for instance {@code koala 0.94}
	 */
	public static String best(String answer) {
		return best(MAPPER.readTree(answer));
	}

	/**
	 * Returns the model that answered.
	 * @param answer an answer about a photo as JSON
	 * @return {@code lite0} or {@code lite2}
	 */
	public static String model(String answer) {
		return MAPPER.readTree(answer).required("model").required("name").stringValue();
	}

	/**
	 * Returns the token that feedback about an answer needs.
	 * @param answer an answer about a photo
	 * @return the signed token
	 */
	public static String token(HttpResponse<String> answer) {
		return MAPPER.readTree(answer.body()).required("prediction").stringValue();
	}

}
