package dev.animals.http;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The running service with a model for ONNX Runtime, which a relative path names.
 */
@ServiceTest
@TestPropertySource(properties = "animals.model.directory=../function/model/lite0-onnxruntime")
@DirtiesContext
class OnnxRuntimeTests {

	private final Service service;

	private final Metrics metrics;

	OnnxRuntimeTests(@LocalServerPort int port, @LocalManagementPort int managementPort) {
		this.service = new Service(port);
		this.metrics = new Metrics(new Service(managementPort));
	}

	@Test
	void namesTheEngineInTheAnswerTheCardAndTheMetrics() {
		JsonNode answer = Service.json(this.service.post("/classify", Photos.koala()));
		assertThat(answer.at("/top/0/label").asString()).isEqualTo("koala");
		assertThat(answer.at("/model/name").asString()).isEqualTo("lite0-onnxruntime");
		assertThat(answer.at("/model/precision").asString()).isEqualTo("int8");
		JsonNode card = Service.json(this.service.get("/model"));
		assertThat(card.get("name").asString()).isEqualTo("lite0-onnxruntime");
		assertThat(card.get("precision").asString()).isEqualTo("int8");
		String model = "model=\"lite0-onnxruntime-%s-int8\"".formatted(card.get("version").asString());
		assertThat(this.metrics.sum("animals_predictions_total", model)).isPositive();
	}

	@Test
	void explainsItsAnswers() {
		JsonNode explanation = Service.json(this.service.post("/explain", Photos.koala()));
		assertThat(explanation.get("label").asString()).isEqualTo("koala");
		assertThat(explanation.get("values")).hasSize(49);
		// The koala sits in the middle of its photo.
		assertThat(explanation.get("values").get(3 * 7 + 3).asDouble()).isGreaterThan(0.7);
		assertThat(explanation.get("values").get(6 * 7 + 6).asDouble()).isLessThan(0.3);
	}

}
