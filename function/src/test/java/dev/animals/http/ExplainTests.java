package dev.animals.http;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Explanations of answers, from the running service with the real network.
 */
@ServiceTest
class ExplainTests {

	private static final String EXPLAINED = "dev.animals.image.explained.v1";

	private final Service service;

	private final Metrics metrics;

	private final byte[] koala = Photos.koala();

	ExplainTests(@LocalServerPort int port, @LocalManagementPort int managementPort) {
		this.service = new Service(port);
		this.metrics = new Metrics(new Service(managementPort));
	}

	@Test
	void explainsTheBestAnimalOfTheAnswer() {
		JsonNode answer = Service.json(this.service.post("/classify", this.koala));
		JsonNode explanation = Service.json(this.service.post("/explain", this.koala));
		for (String field : List.of("label", "name", "group")) {
			assertThat(explanation.get(field)).isEqualTo(answer.at("/top/0").get(field));
		}
		assertThat(explanation.get("confidence").asDouble()).isCloseTo(answer.at("/top/0/confidence").asDouble(),
				within(1e-9));
		assertThat(explanation.get("model")).isEqualTo(answer.get("model"));
	}

	@Test
	void givesOneValueFrom0To1ForEachCell() {
		JsonNode explanation = Service.json(this.service.post("/explain", this.koala));
		assertThat(explanation.get("rows").asInt()).isEqualTo(7);
		assertThat(explanation.get("columns").asInt()).isEqualTo(7);
		List<Double> values = explanation.get("values").valueStream().map(JsonNode::asDouble).toList();
		assertThat(values).hasSize(49).contains(0.0, 1.0).allMatch((value) -> value >= 0 && value <= 1);
		// The koala sits in the middle of its photo.
		assertThat(values.get(3 * 7 + 3)).isGreaterThan(0.7);
		assertThat(values.get(6 * 7 + 6)).isLessThan(0.3);
	}

	@Test
	void givesTheSameMapInEveryMode() {
		JsonNode plain = Service.json(this.service.post("/explain", this.koala, "Content-Type", "image/jpeg"));
		String base64 = Base64.getEncoder().encodeToString(this.koala);
		byte[] json = Service.MAPPER.writeValueAsBytes(Map.of("image", base64));
		List<JsonNode> others = List
			.of(Service.json(this.service.post("/explain", Messages.form("image", "image/jpeg", this.koala),
					"Content-Type", Messages.FORM)),
					Service.json(this.service.post("/explain", json, "Content-Type", "application/json")),
					Service.json(this.service.post("/explain", this.koala, Messages.binaryHeaders("image/jpeg"))),
					Service
						.json(this.service.post("/explain", Messages.structured("image/jpeg", this.koala),
								"Content-Type", Messages.STRUCTURED))
						.get("data"));
		assertThat(others).allSatisfy((other) -> assertThat(other.get("values")).isEqualTo(plain.get("values")));
	}

	@Test
	void answersEventsWithEventsOfTheirOwnTypeAndId() {
		String[] headers = Messages.binaryHeaders("image/jpeg");
		HttpResponse<byte[]> explained = this.service.post("/explain", this.koala, headers);
		HttpResponse<byte[]> classified = this.service.post("/classify", this.koala, headers);
		assertThat(Service.header(explained, "ce-type")).isEqualTo(EXPLAINED);
		assertThat(Service.header(explained, "ce-causationid")).isEqualTo("photo-1");
		assertThat(Service.header(explained, "ce-id")).isEqualTo(Service.json(explained).get("id").asString())
			.isNotEqualTo(Service.header(classified, "ce-id"));
	}

	@ParameterizedTest
	@CsvSource({ "koala, koala", "Madagascar cat, Madagascar cat", "ring-tailed%20lemur, Madagascar cat",
			"puma, cougar" })
	void explainsTheClassThatTheSenderNames(String name, String label) {
		JsonNode explanation = Service
			.json(this.service.post("/explain?label=" + name.replace(" ", "%20"), this.koala));
		assertThat(explanation.get("label").asString()).isEqualTo(label);
	}

	@Test
	void explainsTheMostProbableClassOfAGeneralWord() {
		byte[] dog = Photos.read("dog.jpg");
		JsonNode best = Service.json(this.service.post("/classify", dog)).at("/top/0/label");
		assertThat(Service.json(this.service.post("/explain?label=dog", dog)).get("label")).isEqualTo(best);
	}

	@ParameterizedTest
	@ValueSource(strings = { "unicorn", "giraffe", "not%20an%20animal", "teapot" })
	void rejectsNamesWithoutAClass(String name) {
		HttpResponse<byte[]> response = this.service.post("/explain?label=" + name, this.koala);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(Service.json(response).get("type").asString()).isEqualTo("urn:animals:problem:unknown-label");
	}

	@Test
	void rejectsBatchesAndEmptyBodies() {
		HttpResponse<byte[]> batch = this.service.post("/explain",
				Messages.batch(Messages.event("image/jpeg", this.koala)), "Content-Type", Messages.BATCH);
		assertThat(batch.statusCode()).isEqualTo(415);
		assertThat(Service.json(batch).get("detail").asString()).contains("request of its own");
		assertThat(this.service.post("/explain", new byte[0]).statusCode()).isEqualTo(400);
	}

	@Test
	void drawsTheMapOverTheUprightPhoto() throws IOException {
		HttpResponse<byte[]> response = this.service.post("/explain", Photos.read("orientation-6.jpg"), "Accept",
				"image/png");
		assertThat(Service.header(response, "Content-Type")).isEqualTo("image/png");
		BufferedImage drawing = ImageIO.read(new ByteArrayInputStream(response.body()));
		assertThat(drawing.getWidth()).isGreaterThan(drawing.getHeight());
	}

	@Test
	void drawsForEvents() {
		HttpResponse<byte[]> response = this.service.post("/explain", Messages.structured("image/jpeg", this.koala),
				"Content-Type", Messages.STRUCTURED, "Accept", "image/png");
		JsonNode event = Service.json(response);
		assertThat(event.get("type").asString()).isEqualTo(EXPLAINED);
		assertThat(event.get("datacontenttype").asString()).isEqualTo("image/png");
		assertThat(Base64.getDecoder().decode(event.get("data_base64").asString())).startsWith(0x89, 'P', 'N', 'G');
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "*/* | application/json", "image/png | image/png", "image/*, */*;q=0.5 | image/png",
					"image/png;q=0.1, application/json | application/json", "text/html | application/json",
					"nonsense | application/json" })
	void answersWithTheTypeThatTheSenderPrefers(String accept, String type) {
		HttpResponse<byte[]> response = this.service.post("/explain", this.koala, "Accept", accept);
		assertThat(Service.header(response, "Content-Type")).isEqualTo(type);
	}

	@Test
	void measuresExplanationsAndDoesNotCountThemAsPredictions() {
		double predictions = this.metrics.sum("animals_predictions_total");
		double explanations = explanations();
		this.service.post("/explain", this.koala);
		assertThat(explanations()).isEqualTo(explanations + 1);
		assertThat(this.metrics.sum("animals_predictions_total")).isEqualTo(predictions);
	}

	private double explanations() {
		return this.metrics.sum("animals_stage_seconds_count", "stage=\"explanation\"", "mode=\"image\"");
	}

}
