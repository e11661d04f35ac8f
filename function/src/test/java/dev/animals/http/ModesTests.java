package dev.animals.http;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Every mode in which a photo can arrive and be answered.
 */
@ServiceTest
class ModesTests {

	private final Service service;

	private final RecordingDecoder decoder;

	ModesTests(@LocalServerPort int port, @Autowired RecordingDecoder decoder) {
		this.service = new Service(port);
		this.decoder = decoder;
	}

	@ParameterizedTest(name = "{1} as {0}")
	@MethodSource("modesAndPhotos")
	void givesTheSamePredictionInEveryMode(Sender sender, String photo) {
		byte[] bytes = Photos.read(photo);
		JsonNode plain = Service.json(this.service.post("/classify", bytes, "Content-Type", "image/jpeg"));
		JsonNode answer = sender.answer(sender.send(this.service, bytes));
		assertThat(answer.get("top")).isEqualTo(plain.get("top"));
		assertThat(answer.get("verdict")).isEqualTo(plain.get("verdict"));
	}

	@ParameterizedTest(name = "{1} as {0}")
	@MethodSource("modesAndPhotos")
	void decodesExactlyTheBytesThatWereSent(Sender sender, String photo) {
		byte[] bytes = Photos.read(photo);
		sender.send(this.service, bytes);
		assertThat(this.decoder.latest()).isEqualTo(bytes);
	}

	static Stream<Arguments> modesAndPhotos() {
		return Stream.of(Sender.values())
			.flatMap((sender) -> Stream
				.of("koala.jpg", "progressive.jpg", "grey.jpg", "cmyk.jpg", "alpha.png", "photo.webp",
						"orientation-6.jpg", "large.jpg")
				.map((photo) -> Arguments.of(sender, photo)));
	}

	@Test
	void recognisesTheKoala() {
		JsonNode answer = Service.json(this.service.post("/classify", Photos.koala(), "Content-Type", "image/jpeg"));
		assertThat(answer.get("verdict").asString()).isEqualTo("animal");
		JsonNode best = answer.get("top").get(0);
		assertThat(best.get("label").asString()).isEqualTo("koala");
		assertThat(best.get("confidence").asDouble()).isGreaterThan(0.5).isLessThanOrEqualTo(1);
		assertThat(answer.get("top")).hasSize(5);
	}

	@Test
	void answersAtTheRoot() {
		assertThat(this.service.post("/", Photos.koala(), "Content-Type", "image/jpeg").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "image/jpeg", "image/png", "application/octet-stream", "IMAGE/JPEG; q=1" })
	void ignoresWhichImageTypeIsDeclared(String type) {
		assertThat(this.service.post("/classify", Photos.read("alpha.png"), "Content-Type", type).statusCode())
			.isEqualTo(200);
	}

	@Test
	void acceptsAPhotoWithoutAType() {
		assertThat(this.service.post("/classify", Photos.koala()).statusCode()).isEqualTo(200);
	}

	@Test
	void acceptsAChunkedBody() {
		byte[] koala = Photos.koala();
		HttpResponse<byte[]> response = this.service.send(this.service.request("/classify")
			.header("Content-Type", "image/jpeg")
			.POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(koala))));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(this.decoder.latest()).isEqualTo(koala);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 5, 20 })
	void namesAsManyAnimalsAsTheSenderAsksFor(int top) {
		JsonNode answer = Service.json(this.service.post("/classify?top=" + top, Photos.koala()));
		assertThat(answer.get("top")).hasSize(top);
		double sum = answer.get("top").valueStream().mapToDouble((each) -> each.get("confidence").asDouble()).sum();
		assertThat(sum).isCloseTo(1, within(1.0)).isLessThanOrEqualTo(1.0001);
	}

	@Test
	void answersABinaryEventWithABinaryEvent() {
		HttpResponse<byte[]> response = this.service.post("/", Photos.koala(), Messages.binaryHeaders("image/jpeg"));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(Service.header(response, "ce-type")).isEqualTo("dev.animals.image.classified.v1");
		assertThat(Service.header(response, "ce-source")).isEqualTo("/animals");
		assertThat(Service.header(response, "ce-causationid")).isEqualTo("photo-1");
		assertThat(Service.header(response, "ce-subject")).isEqualTo("zoo");
		assertThat(Service.header(response, "ce-id")).isEqualTo(Service.json(response).get("id").asString());
		assertThat(Service.header(response, "Content-Type")).isEqualTo("application/json");
	}

	@Test
	void answersAStructuredEventWithAStructuredEvent() {
		HttpResponse<byte[]> response = this.service.post("/", Messages.structured("image/jpeg", Photos.koala()),
				"Content-Type", Messages.STRUCTURED + "; charset=utf-8");
		assertThat(Service.header(response, "Content-Type")).startsWith(Messages.STRUCTURED);
		JsonNode event = Service.json(response);
		assertThat(event.get("type").asString()).isEqualTo("dev.animals.image.classified.v1");
		assertThat(event.get("causationid").asString()).isEqualTo("photo-1");
		assertThat(event.get("data").get("id")).isEqualTo(event.get("id"));
		assertThat(response.headers().map().keySet()).noneMatch((name) -> name.startsWith("ce-"));
	}

	@Test
	void answersABatchInOrder() {
		var first = Messages.event("image/jpeg", Photos.koala());
		var second = new HashMap<>(Messages.event("image/jpeg", Photos.read("panda.jpg")));
		second.put("id", "photo-2");
		HttpResponse<byte[]> response = this.service.post("/", Messages.batch(first, second), "Content-Type",
				Messages.BATCH);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(Service.header(response, "Content-Type")).isEqualTo(Messages.BATCH);
		JsonNode events = Service.json(response);
		assertThat(events).hasSize(2);
		assertThat(events.get(0).get("causationid").asString()).isEqualTo("photo-1");
		assertThat(events.get(1).get("causationid").asString()).isEqualTo("photo-2");
		assertThat(best(events.get(0).get("data"))).isEqualTo("koala");
		assertThat(best(events.get(1).get("data"))).contains("panda");
	}

	@Test
	void givesTheReplyToARepeatedEventTheSameId() {
		HttpResponse<byte[]> first = this.service.post("/", Photos.koala(), Messages.binaryHeaders("image/jpeg"));
		HttpResponse<byte[]> second = this.service.post("/", Photos.koala(), Messages.binaryHeaders("image/jpeg"));
		assertThat(Service.header(second, "ce-id")).isEqualTo(Service.header(first, "ce-id"));
		assertThat(Service.json(second).get("top")).isEqualTo(Service.json(first).get("top"));
	}

	@Test
	void copiesASubjectThatIsNotAscii() {
		HttpResponse<byte[]> response = this.service.post("/", Photos.koala(), "ce-specversion", "1.0", "ce-id", "1",
				"ce-source", "/camera", "ce-type", "photo", "ce-subject", "K%C3%B6ln%20Zoo");
		assertThat(Service.header(response, "ce-subject")).isIn("K%C3%B6ln%20Zoo", "K%C3%B6ln Zoo");
	}

	@Test
	void doesNotReturnHeadersOfTheRequest() {
		HttpResponse<byte[]> response = this.service.post("/", Photos.koala(), "Authorization", "Bearer secret-1",
				"Cookie", "session=secret-2", "X-Custom", "secret-3", "ce-specversion", "1.0", "ce-id", "1",
				"ce-source", "/camera", "ce-type", "photo", "ce-token", "secret-4", "Content-Type", "image/jpeg");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().map().toString()).doesNotContain("secret");
		assertThat(new String(response.body(), StandardCharsets.UTF_8)).doesNotContain("secret");
	}

	private static String best(JsonNode answer) {
		return answer.get("top").get(0).get("label").asString();
	}

	/** Sends a photo in one mode and finds the answer in the response. */
	enum Sender {

		IMAGE, MULTIPART, BINARY, STRUCTURED, BATCH;

		HttpResponse<byte[]> send(Service service, byte[] bytes) {
			return send(service, "/classify", bytes);
		}

		HttpResponse<byte[]> send(Service service, String path, byte[] bytes) {
			return switch (this) {
				case IMAGE -> service.post(path, bytes, "Content-Type", "image/jpeg");
				case MULTIPART ->
					service.post(path, Messages.form("image", "image/jpeg", bytes), "Content-Type", Messages.FORM);
				case BINARY -> service.post(path, bytes, Messages.binaryHeaders("image/jpeg"));
				case STRUCTURED ->
					service.post(path, Messages.structured("image/jpeg", bytes), "Content-Type", Messages.STRUCTURED);
				case BATCH -> service.post(path, Messages.batch(Messages.event("image/jpeg", bytes)), "Content-Type",
						Messages.BATCH);
			};
		}

		JsonNode answer(HttpResponse<byte[]> response) {
			JsonNode json = Service.json(response);
			return switch (this) {
				case IMAGE, MULTIPART, BINARY -> json;
				case STRUCTURED -> json.get("data");
				case BATCH -> json.get(0).get("data");
			};
		}

	}

}
