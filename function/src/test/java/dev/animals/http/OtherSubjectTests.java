package dev.animals.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The running service with an imported model whose subject is not animals.
 */
@ServiceTest
@TestPropertySource(properties = "animals.model.directory=src/test/resources/models/digits")
@DirtiesContext
class OtherSubjectTests {

	private final Service service;

	private final Metrics metrics;

	OtherSubjectTests(@LocalServerPort int port, @LocalManagementPort int managementPort) {
		this.service = new Service(port);
		this.metrics = new Metrics(new Service(managementPort));
	}

	@ParameterizedTest
	@CsvSource({ "three, digit", "not_digit, not_digit" })
	void appearsInTheVerdictAndItsMetric(String photo, String verdict) {
		double before = predictions(verdict);
		assertThat(classify(photo).get("verdict").asString()).isEqualTo(verdict);
		assertThat(predictions(verdict)).isEqualTo(before + 1);
	}

	@Test
	void isTheGroupOfClassesWithoutOne() {
		JsonNode best = classify("three").at("/top/0");
		assertThat(best.get("label").asString()).isEqualTo("three");
		assertThat(best.get("group").asString()).isEqualTo("digit");
	}

	@Test
	void appearsInTheModelCardAndTheContract() {
		JsonNode card = Service.json(this.service.get("/model"));
		assertThat(card.get("subject").asString()).isEqualTo("digit");
		assertThat(card.at("/labels/10/group").isNull()).isTrue();
		assertThat(new String(this.service.get("/openapi.yaml").body(), StandardCharsets.UTF_8))
			.contains("enum: [digit, not_digit, unknown]")
			.doesNotContain("enum: [animal");
	}

	@ParameterizedTest
	@CsvSource({ "three, three, true", "three, digit, true", "three, not a digit, false",
			"not_digit, not a digit, true", "not_digit, no digit, true" })
	void isTheSubjectOfFeedback(String photo, String label, boolean right) {
		double before = judged(right);
		assertThat(judge(photo, label).statusCode()).isEqualTo(202);
		assertThat(judged(right)).isEqualTo(before + 1);
	}

	@Test
	void appearsInTheSentenceAboutAnUnknownName() {
		JsonNode problem = Service.json(judge("three", "giraffe"));
		assertThat(problem.get("detail").asString()).startsWith("This model knows no digit of this name.");
	}

	@Test
	void isNamedOnThePage() {
		assertThat(new String(this.service.get("/").body(), StandardCharsets.UTF_8))
			.contains("<h1>Which digit is this?</h1>", "'This does not look like a digit'", "judge('not a digit')")
			.doesNotContain("{{subject", "an animal");
	}

	private HttpResponse<byte[]> judge(String photo, String label) {
		String feedback = """
				{"prediction": "%s", "label": "%s"}""".formatted(classify(photo).get("prediction").asString(), label);
		return this.service.post("/feedback", feedback.getBytes(StandardCharsets.UTF_8), "Content-Type",
				"application/json");
	}

	private double judged(boolean right) {
		return this.metrics.sum("animals_feedback_total", "right=\"%s\"".formatted(right));
	}

	private double predictions(String verdict) {
		return this.metrics.sum("animals_predictions_total", "verdict=\"" + verdict + "\"");
	}

	private JsonNode classify(String photo) {
		try {
			byte[] bytes = Files.readAllBytes(Path.of("src/test/resources/models", photo + ".png"));
			return Service.json(this.service.post("/classify", bytes));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
