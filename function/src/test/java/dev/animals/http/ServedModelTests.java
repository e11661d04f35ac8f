package dev.animals.http;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests readiness and metadata of the service and its model in the Open Inference
 * Protocol.
 */
@ServiceTest
class ServedModelTests {

	private final Service service;

	private final ApplicationContext context;

	ServedModelTests(@LocalServerPort int port, @Autowired ApplicationContext context) {
		this.service = new Service(port);
		this.context = context;
	}

	@AfterEach
	void acceptTraffic() {
		AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
	}

	@Test
	void describesTheTensors() {
		JsonNode metadata = Service.json(this.service.get("/v2/models/animals"));
		assertThat(metadata.at("/versions/0").asString()).isEqualTo("lite0-1.2.0");
		assertThat(metadata.get("inputs")).hasSize(1);
		assertThat(metadata.get("outputs").valueStream().map((output) -> output.get("name").asString()))
			.containsExactly("probabilities", "verdict", "prediction", "logits");
		assertThat(metadata.at("/outputs/0/shape/1").asInt()).isEqualTo(398);
		assertThat(metadata.at("/parameters/max_batch").asInt()).isEqualTo(32);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v2/models/animals", "/v2/models/lite0", "/v2/models/lite0/versions/lite0-1.2.0" })
	void theModelHasTheNameThatTheSenderUses(String path) {
		String name = Service.json(this.service.get(path)).get("name").asString();
		assertThat(path).startsWith("/v2/models/" + name);
		assertThat(Service.json(this.service.get(path + "/ready")).get("name").asString()).isEqualTo(name);
	}

	@Test
	void saysThatItIsReadyAsTheClientsOfKserveAndTritonRead() {
		assertThat(Service.json(this.service.get("/v2/health/live")).get("live").asBoolean()).isTrue();
		assertThat(Service.json(this.service.get("/v2/health/ready")).get("ready").asBoolean()).isTrue();
		assertThat(Service.json(this.service.get("/v2/models/animals/ready")).get("ready").asBoolean()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v2/health/ready", "/v2/models/animals/ready" })
	void isNotReadyWhileTheServiceRefusesTraffic(String path) {
		AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		HttpResponse<byte[]> response = this.service.get(path);
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(Service.header(response, "Content-Type")).isEqualTo("application/json");
		assertThat(Service.json(response).get("error").asString()).contains("not ready");
		assertThat(this.service.get("/v2/health/live").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v2/models/another", "/v2/models/animals/versions/1.2.0",
			"/v2/models/another/versions/lite0-1.2.0/ready", "/v2/health", "/v2/" })
	void otherModelsVersionsAndPathsAreNotFound(String path) {
		HttpResponse<byte[]> response = this.service.get(path);
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(Service.header(response, "Content-Type")).isEqualTo("application/json");
		assertThat(Service.json(response).get("type").asString()).isEqualTo("urn:animals:problem:not-found");
		assertThat(Service.json(response).get("error").asString()).isNotBlank();
	}

}
