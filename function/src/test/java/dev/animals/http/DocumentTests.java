package dev.animals.http;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import dev.animals.model.Precision;

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
		assertThat(Precision.valueOf(card.get("precision").asString().toUpperCase(Locale.ROOT)).isComputedHere())
			.isTrue();
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

	@Test
	void servesTheContractAsTextToBrowsers() {
		HttpResponse<byte[]> response = this.service
			.send(this.service.request("/openapi.yaml").header("Accept", "text/html,application/xml;q=0.9,*/*;q=0.8"));
		assertThat(Service.header(response, "Content-Type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
		assertThat(Service.header(response, "Vary")).isEqualTo("Accept");
	}

	@ParameterizedTest
	@CsvSource({ "/docs, text/html", "/docs/docs.js, text/javascript", "/docs/swagger-ui-bundle.js, text/javascript",
			"/docs/swagger-ui.css, text/css" })
	void servesTheViewerOfTheContractWithAStrictPolicy(String path, String type) {
		HttpResponse<byte[]> response = this.service.get(path);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(Service.header(response, "Content-Type")).startsWith(type);
		assertThat(Service.header(response, "Content-Security-Policy")).startsWith("default-src 'none'")
			.doesNotContain("unsafe");
	}

	@Test
	void compressesTheViewer() {
		HttpResponse<byte[]> response = this.service
			.send(this.service.request("/docs/swagger-ui-bundle.js").header("Accept-Encoding", "gzip"));
		assertThat(Service.header(response, "Content-Encoding")).isEqualTo("gzip");
		assertThat(response.body().length).isLessThan(700_000);
	}

}
