package dev.animals.http;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class FeedbackTests {

	private final Service service;

	private final Metrics metrics;

	FeedbackTests(@LocalServerPort int port, @LocalManagementPort int managementPort) {
		this.service = new Service(port);
		this.metrics = new Metrics(new Service(managementPort));
	}

	@Test
	void countsARightAnswer() {
		double before = count("true");
		HttpResponse<byte[]> response = feedback("koala");
		assertThat(response.statusCode()).isEqualTo(202);
		assertThat(response.body()).isEmpty();
		assertThat(count("true")).isEqualTo(before + 1);
	}

	@Test
	void countsAWrongAnswer() {
		double before = count("false");
		assertThat(feedback("wombat").statusCode()).isEqualTo(202);
		assertThat(count("false")).isEqualTo(before + 1);
	}

	@Test
	void acceptsFeedbackInABinaryEvent() {
		assertThat(
				this.service.post("/feedback", body("koala"), Messages.binaryHeaders("application/json")).statusCode())
			.isEqualTo(202);
	}

	@Test
	void acceptsFeedbackAsTheBase64DataOfAStructuredEvent() {
		byte[] inBase64 = Messages.structured("application/json", body("koala"));
		assertThat(post(inBase64, Messages.STRUCTURED).statusCode()).isEqualTo(202);
	}

	@Test
	void acceptsFeedbackAsTheJsonDataOfAStructuredEvent() {
		byte[] inJson = Service.MAPPER.writeValueAsBytes(Map.of("specversion", "1.0", "id", "1", "source", "/app",
				"type", "com.example.feedback", "data", Service.MAPPER.readTree(body("koala"))));
		assertThat(post(inJson, Messages.STRUCTURED).statusCode()).isEqualTo(202);
	}

	@Test
	void rejectsAnUnknownLabel() {
		assertRejected(feedback("unicorn"), "unknown-label", 400);
	}

	@Test
	void rejectsAForgedPrediction() {
		String[] token = token().split("\\.", -1);
		String claims = new String(Base64.getUrlDecoder().decode(token[1]), StandardCharsets.UTF_8).replace("lite0",
				"forged-model");
		String forged = token[0] + "."
				+ Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "."
				+ token[2];
		assertRejected(post(json(forged, "koala"), "application/json"), "invalid-prediction", 400);
		assertThat(this.metrics.text()).doesNotContain("forged-model");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "image/jpeg", Messages.BATCH, "multipart/form-data; boundary=x", "no type" })
	void rejectsOtherTypes(String type) {
		assertRejected(post(body("koala"), type), "unsupported-type", 415);
	}

	@Test
	void rejectsAMalformedEvent() {
		assertRejected(post("{}".getBytes(StandardCharsets.UTF_8), Messages.STRUCTURED), "malformed-event", 400);
	}

	@Test
	void rejectsAnEmptyBody() {
		assertRejected(post(new byte[0], "application/json"), "empty", 400);
	}

	private HttpResponse<byte[]> feedback(String label) {
		return post(body(label), "application/json");
	}

	private HttpResponse<byte[]> post(byte[] body, String type) {
		return this.service.post("/feedback", body, "Content-Type", type);
	}

	private byte[] body(String label) {
		return json(token(), label);
	}

	private static byte[] json(String prediction, String label) {
		return Service.MAPPER.writeValueAsBytes(Map.of("prediction", prediction, "label", label));
	}

	private String token() {
		return Service.json(this.service.post("/classify", Photos.koala())).get("prediction").asString();
	}

	private static void assertRejected(HttpResponse<byte[]> response, String reason, int status) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(Service.json(response).get("type").asString()).isEqualTo("urn:animals:problem:" + reason);
	}

	private double count(String right) {
		return this.metrics.sum("animals_feedback_total", "right=\"" + right + "\"");
	}

}
