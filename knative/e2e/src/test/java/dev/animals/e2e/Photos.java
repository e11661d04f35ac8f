package dev.animals.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The repository's photos, and what an answer says about one. */
final class Photos {

	static final JsonMapper MAPPER = new JsonMapper();

	private static final Path FUNCTION = Settings.REPOSITORY.resolve("function");

	private Photos() {
	}

	static byte[] koala() {
		try {
			return Files.readAllBytes(FUNCTION.resolve("photos/koala.jpg"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The file in which a model says, among others, what its files' bytes are. */
	static String modelDescription(String model) throws IOException {
		return Files.readString(FUNCTION.resolve("model").resolve(model).resolve("model.yaml"));
	}

	/** The best label and its confidence: what has to be the same in every mode. */
	static String best(JsonNode answer) {
		JsonNode best = answer.required("top").required(0);
		return best.required("label").stringValue() + " " + best.required("confidence").doubleValue();
	}

	static String best(String answer) {
		return best(MAPPER.readTree(answer));
	}

	/** The model that gave an answer, {@code lite0} or {@code lite2}. */
	static String model(String answer) {
		return MAPPER.readTree(answer).required("model").required("name").stringValue();
	}

}
