package dev.animals.http;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class DocumentTests {

	private final Service service;

	DocumentTests(@LocalServerPort int port) {
		this.service = new Service(port);
	}

	@Test
	void servesTheModelCardWithItsLabelsInTheOrderOfTheLogits() {
		JsonNode card = Service.json(this.service.get("/model"));
		assertThat(card.get("name").asString()).isEqualTo("lite0");
		assertThat(card.get("labels")).hasSize(1000);
		assertThat(card.get("labels").get(105).get("label").asString()).isEqualTo("koala");
		assertThat(card.get("labels").get(383).get("name").asString()).isEqualTo("ring-tailed lemur");
		assertThat(card.get("labels").get(999).get("group").isNull()).isTrue();
		assertThat(card.get("calibration").get("temperature").asDouble()).isPositive();
		assertThat(card.get("reference").get("confidence").get("edges")).isNotEmpty();
	}

	@Test
	void servesTheContract() {
		HttpResponse<byte[]> response = this.service.get("/openapi.yaml");
		assertThat(Service.header(response, "Content-Type")).startsWith("application/yaml");
		assertThat(new String(response.body(), StandardCharsets.UTF_8)).startsWith("openapi:");
	}

}
