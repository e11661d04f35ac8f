package dev.animals.http;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.zip.CRC32;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every reason for which the service rejects a request over HTTP, with its status, its
 * problem and its count.
 */
@ServiceTest
@TestPropertySource(properties = "animals.http.body=1MB")
class RejectionsTests {

	private static final byte[] TEXT = "This is no photo.".getBytes(StandardCharsets.UTF_8);

	private final Service service;

	private final Metrics metrics;

	RejectionsTests(@LocalServerPort int port, @LocalManagementPort int managementPort) {
		this.service = new Service(port);
		this.metrics = new Metrics(new Service(managementPort));
	}

	@AfterEach
	void answersTheNextPhoto() {
		assertThat(this.service.post("/classify", Photos.koala()).statusCode()).isEqualTo(200);
	}

	@Test
	void rejectsAnEmptyBody() {
		assertRejected("empty", 400, () -> post(new byte[0], "image/jpeg"));
	}

	@Test
	void rejectsATruncatedJpeg() {
		byte[] koala = Photos.koala();
		assertRejected("corrupt", 422, () -> post(Arrays.copyOf(koala, koala.length / 2), "image/jpeg"));
	}

	@Test
	void rejectsTextThatIsDeclaredAsAJpeg() {
		assertRejected("not-an-image", 422, () -> post(TEXT, "image/jpeg"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/xml", "application/cloudevents+avro", "no type" })
	void rejectsATypeThatIsNotAnImageType(String type) {
		assertRejected("unsupported-type", 415, () -> post(Photos.koala(), type));
	}

	@Test
	void rejectsAnImageOfOnePixel() {
		assertRejected("too-small", 422, () -> post(png(1, 1), "image/png"));
	}

	@Test
	void rejectsADecompressionBomb() {
		assertRejected("too-many-pixels", 422, () -> post(png(50_000, 50_000), "image/png"));
	}

	@Test
	void rejectsABodyOverTheLimit() {
		assertRejected("too-large", 413, () -> post(new byte[(1 << 20) + 1], "image/jpeg"));
	}

	@Test
	void rejectsAChunkedBodyOverTheLimit() {
		byte[] large = new byte[(1 << 20) + 1];
		assertRejected("too-large", 413,
				() -> this.service.send(this.service.request("/classify")
					.header("Content-Type", "image/jpeg")
					.POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "21", "-1", "five", "5.0", "", "99999999999" })
	void rejectsAnInvalidTop(String top) {
		assertRejected("invalid-parameter", 400,
				() -> this.service.post("/classify?top=" + top, Photos.koala(), "Content-Type", "image/jpeg"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "[]", "{}", "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/a\"}",
			"{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"t\"}",
			"{\"specversion\":\"1.0\",\"source\":\"/a\",\"type\":\"t\"}",
			"{\"specversion\":\"9.9\",\"id\":\"1\",\"source\":\"/a\",\"type\":\"t\"}",
			"{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/a\",\"type\":\"t\",\"data_base64\":\"!!!\"}",
			"{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"not a uri\",\"type\":\"t\",\"data_base64\":\"AA==\"}" })
	void rejectsAMalformedStructuredEvent(String json) {
		assertRejected("malformed-event", 400, () -> post(json.getBytes(StandardCharsets.UTF_8), Messages.STRUCTURED));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ce-id", "ce-source", "ce-type", "ce-specversion" })
	void rejectsABinaryEventWithoutARequiredAttribute(String missing) {
		String[] headers = Messages.binaryHeaders("image/jpeg");
		int at = Arrays.asList(headers).indexOf(missing);
		headers[at] = "x-other";
		assertRejected("malformed-event", 400, () -> this.service.post("/", Photos.koala(), headers));
	}

	@Test
	void rejectsAnEventWhoseDataIsNotAnImage() {
		assertRejected("unsupported-type", 415,
				() -> post(Messages.structured("text/plain", TEXT), Messages.STRUCTURED));
	}

	@Test
	void rejectsAnEventWithoutData() {
		assertRejected("empty", 400,
				() -> post("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/a\",\"type\":\"t\"}"
					.getBytes(StandardCharsets.UTF_8), Messages.STRUCTURED));
	}

	@Test
	void rejectsAnEventWithTextForAPhotoWithAStatusThatBrokersDoNotRetry() {
		assertRejected("not-an-image", 422, () -> this.service.post("/", TEXT, Messages.binaryHeaders("image/jpeg")));
	}

	@Test
	void rejectsAnEmptyBatch() {
		assertRejected("empty", 400, () -> post("[]".getBytes(StandardCharsets.UTF_8), Messages.BATCH));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[", "[{\"a\":]", "koala" })
	void rejectsABatchThatIsNotAJsonArray(String json) {
		assertRejected("malformed-event", 400, () -> post(json.getBytes(StandardCharsets.UTF_8), Messages.BATCH));
	}

	@Test
	void rejectsABatchOfTooManyEvents() {
		Object[] members = new Object[33];
		Arrays.fill(members, Messages.event("image/png", png(1, 1)));
		assertRejected("too-large", 413, () -> post(Messages.batch(members), Messages.BATCH));
	}

	@Test
	void rejectsInvalidMembersOfABatchAndAnswersTheOthers() {
		String photo = Service.MAPPER.writeValueAsString(Messages.event("image/jpeg", Photos.koala()));
		String text = Service.MAPPER.writeValueAsString(Messages.event("image/jpeg", TEXT));
		String batch = "[%s, %s, {\"specversion\": \"1.0\"}, 7, null, %s]".formatted(photo, text, photo);
		double before = count("not-an-image");
		HttpResponse<byte[]> response = post(batch.getBytes(StandardCharsets.UTF_8), Messages.BATCH);
		assertThat(response.statusCode()).isEqualTo(200);
		JsonNode events = Service.json(response);
		assertThat(events.valueStream().map((event) -> event.get("type").asString())).containsExactly(
				"dev.animals.image.classified.v1", "dev.animals.image.rejected.v1", "dev.animals.image.rejected.v1",
				"dev.animals.image.rejected.v1", "dev.animals.image.rejected.v1", "dev.animals.image.classified.v1");
		assertThat(events.get(1).at("/data/type").asString()).endsWith(":not-an-image");
		assertThat(events.get(1).get("causationid").asString()).isEqualTo("photo-1");
		for (int invalid : new int[] { 2, 3, 4 }) {
			assertThat(events.get(invalid).at("/data/type").asString()).endsWith(":malformed-event");
		}
		assertThat(count("not-an-image")).isEqualTo(before + 1);
	}

	@Test
	void rejectsAFormWithoutAFile() {
		byte[] form = Messages.part("Content-Disposition: form-data; name=\"note\"\r\n", TEXT);
		assertRejected("empty", 400, () -> post(form, Messages.FORM));
	}

	@Test
	void rejectsAFormThatDoesNotContainItsBoundary() {
		assertRejected("empty", 400, () -> post(TEXT, Messages.FORM));
	}

	@Test
	void rejectsATruncatedForm() {
		byte[] form = Messages.form("image", "image/jpeg", Photos.koala());
		assertRejected("invalid-parameter", 400, () -> post(Arrays.copyOf(form, form.length - 40), Messages.FORM));
	}

	@Test
	void rejectsAFormWithoutABoundary() {
		assertRejected("invalid-parameter", 400,
				() -> post(Messages.form("image", "image/jpeg", Photos.koala()), "multipart/form-data"));
	}

	@Test
	void rejectsAPartThatIsNotAnImage() {
		assertRejected("unsupported-type", 415, () -> post(Messages.form("image", "text/plain", TEXT), Messages.FORM));
	}

	@Test
	void rejectsAnEmptyPart() {
		assertRejected("empty", 400, () -> post(Messages.form("image", "image/jpeg", new byte[0]), Messages.FORM));
	}

	@Test
	void rejectsUnknownPaths() {
		assertRejected("not-found", 404, () -> this.service.get("/classifyImage"));
		assertRejected("not-found", 404, () -> this.service.post("/classifyImage", Photos.koala()));
		assertRejected("not-found", 404, () -> this.service.get("/actuator/prometheus"));
	}

	@Test
	void rejectsOtherMethodsAndNamesTheSupportedOnes() {
		HttpResponse<byte[]> response = assertRejected("method-not-allowed", 405, () -> this.service.get("/classify"));
		assertThat(Service.header(response, "Allow")).contains("POST");
	}

	@Test
	void doesNotRecordARejectionAsAnErrorOfTheService() {
		post(TEXT, "image/jpeg");
		assertThat(this.metrics.sum("http_server_requests_seconds_count", "status=\"422\"", "exception=\"none\""))
			.isPositive();
		assertThat(this.metrics.text()).doesNotContain("exception=\"RejectedException\"");
	}

	private HttpResponse<byte[]> post(byte[] body, String type) {
		return this.service.post("/classify", body, "Content-Type", type);
	}

	private HttpResponse<byte[]> assertRejected(String reason, int status, Supplier<HttpResponse<byte[]>> request) {
		double before = count(reason);
		HttpResponse<byte[]> response = request.get();
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(Service.header(response, "Content-Type")).isEqualTo("application/problem+json");
		JsonNode problem = Service.json(response);
		assertThat(problem.get("type").asString()).isEqualTo("urn:animals:problem:" + reason);
		assertThat(problem.get("status").asInt()).isEqualTo(status);
		assertThat(problem.get("detail").asString()).endsWith(".").doesNotContain("Exception");
		assertThat(count(reason)).isEqualTo(before + 1);
		return response;
	}

	private double count(String reason) {
		return this.metrics.sum("animals_rejections_total", "reason=\"" + reason + "\"");
	}

	/** Returns a PNG that has only a header. */
	private static byte[] png(int width, int height) {
		ByteBuffer png = ByteBuffer.allocate(8 + 25);
		png.putLong(0x89504E470D0A1A0AL).putInt(13).put("IHDR".getBytes(StandardCharsets.US_ASCII));
		png.putInt(width).putInt(height).put(new byte[] { 8, 2, 0, 0, 0 });
		CRC32 crc = new CRC32();
		crc.update(png.array(), 12, 17);
		return png.putInt((int) crc.getValue()).array();
	}

}
