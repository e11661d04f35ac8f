package dev.animals.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests of people and common clients that deviate slightly from the contract but are
 * accepted, and the explanations in rejections of others.
 */
@ServiceTest
@TestPropertySource(properties = "animals.http.body=1MB")
class ForgivingTests {

	private static final byte[] KOALA = Photos.koala();

	private static final String KOALA_IN_BASE64 = Base64.getEncoder().encodeToString(KOALA);

	private final Service service;

	ForgivingTests(@LocalServerPort int port) {
		this.service = new Service(port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded", "image/jpeg; charset=binary", "image/jpeg;charset=",
			"binary/octet-stream", "*/*", "application/octet-stream; charset=binary" })
	void theBytesOfAPhotoDecideWhateverTypeAClientDeclaresByDefault(String type) {
		assertKoala(post(KOALA, type));
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded", "image/jpeg; charset=binary" })
	void theSameHoldsForEventsInBinaryMode(String type) {
		assertKoala(this.service.post("/", KOALA, Messages.binaryHeaders(type)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Application/CloudEvents+JSON", "APPLICATION/CLOUDEVENTS+JSON; Charset=UTF-8" })
	void theTypeOfAStructuredEventMayHaveCapitals(String type) {
		HttpResponse<byte[]> response = post(Messages.structured("image/jpeg", KOALA), type);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(Service.json(response).at("/data/top/0/label").asString()).isEqualTo("koala");
	}

	@Test
	void theTypeOfABatchMayHaveCapitals() {
		HttpResponse<byte[]> response = post(Messages.batch(Messages.event("image/jpeg", KOALA)),
				"Application/CloudEvents-Batch+JSON");
		assertThat(Service.json(response).at("/0/data/top/0/label").asString()).isEqualTo("koala");
	}

	@ParameterizedTest
	@ValueSource(strings = { "file", "photo", "upload[]" })
	void theOnlyFileOfAFormMayHaveAnyName(String name) {
		assertKoala(post(Messages.form(name, "image/jpeg", KOALA), Messages.FORM));
		assertKoala(post(Messages.form(name, "application/octet-stream", KOALA), Messages.FORM));
	}

	@Test
	void severalFilesAreRejectedWithTheWayToSendOne() {
		String detail = rejected("invalid-parameter", 400, post(twice("image"), Messages.FORM));
		assertThat(detail).contains("2 files", "curl -F image=@photo.jpg", "batch");
		rejected("invalid-parameter", 400, post(twice("file"), Messages.FORM));
	}

	@Test
	void aFormWithoutAFileIsRejectedWithTheWayToSendOne() {
		byte[] form = Messages.part("Content-Disposition: form-data; name=\"image_url\"\r\n",
				"http".getBytes(StandardCharsets.US_ASCII));
		assertThat(rejected("empty", 400, post(form, Messages.FORM))).contains("curl -F image=@photo.jpg");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "data:image/jpeg;base64,", "data:;base64,", " \\n" })
	void aPhotoMayBeInJson(String prefix) {
		assertKoala(json("{\"image\": \"" + prefix + KOALA_IN_BASE64 + "\", \"other\": 1}"));
	}

	/** As in {@code printf '{"image": "%s"}' "$(base64 koala.jpg)"}. */
	@Test
	void aPhotoInJsonMayHaveLineBreaksThatAreNotEscaped() {
		String lines = Base64.getMimeEncoder(76, new byte[] { '\n' }).encodeToString(KOALA);
		assertKoala(post("{\"image\": \"%s\"}".formatted(lines).getBytes(StandardCharsets.UTF_8), "application/json"));
	}

	@Test
	void aPhotoInJsonMayHaveTheBase64AlphabetForUrlsAndLineBreaks() {
		String url = Base64.getUrlEncoder().withoutPadding().encodeToString(KOALA);
		assertKoala(json("{\"image\": \"" + url + "\"}"));
		String lines = Base64.getMimeEncoder().encodeToString(KOALA).replace("\r\n", "\\r\\n");
		assertKoala(json("{\"image\": \"" + lines + "\"}"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"image": "not base64!"} | invalid-parameter
			{"image": {}}            | invalid-parameter
			[]                       | invalid-parameter
			{"image":                | invalid-parameter
			{"photo": "AAAA"}        | empty
			{"image": ""}            | empty
			null                     | empty
			""")
	void otherJsonIsRejectedWithAnExample(String json, String reason) {
		assertThat(rejected(reason, 400, json(json))).contains("{\"image\": \"PHOTO\"}");
	}

	@Test
	void anUnknownParameterIsRejectedWithTheNameOfTheRightOne() {
		HttpResponse<byte[]> response = this.service.post("/classify?k=3", KOALA);
		assertThat(rejected("unknown-parameter", 400, response)).contains("k", "top=3");
	}

	@Test
	void aBodyMayBeCompressedWithGzip() throws IOException {
		assertKoala(
				this.service.post("/classify", gzip(KOALA), "Content-Type", "image/jpeg", "Content-Encoding", "gzip"));
		assertThat(this.service
			.post("/classify", gzip(Messages.structured("image/jpeg", KOALA)), "Content-Type", Messages.STRUCTURED,
					"Content-Encoding", "x-gzip")
			.statusCode()).isEqualTo(200);
		assertKoala(this.service.post("/classify", KOALA, "Content-Encoding", "identity"));
	}

	@Test
	void theLimitHoldsForWhatACompressedBodyContains() throws IOException {
		rejected("too-large", 413, compressed("gzip", gzip(new byte[(1 << 20) + 1])));
	}

	@ParameterizedTest
	@ValueSource(strings = { "br", "compress", "zstd", "gzip, gzip" })
	void otherCodingsAreRejected(String coding) {
		assertThat(rejected("unsupported-encoding", 415, compressed(coding, KOALA))).contains("gzip");
	}

	@Test
	void aBodyThatIsNotCompressedAsDeclaredIsRejected() throws IOException {
		byte[] gzip = gzip(KOALA);
		rejected("unsupported-encoding", 415, compressed("gzip", KOALA));
		rejected("unsupported-encoding", 415, compressed("gzip", Arrays.copyOf(gzip, gzip.length / 2)));
	}

	@ParameterizedTest
	@CsvSource({ "/classify, POST", "/feedback, POST", "/model, GET", "/labels, GET", "/, GET" })
	void everyPathTellsItsMethods(String path, String method) {
		HttpResponse<byte[]> response = this.service
			.send(this.service.request(path).method("OPTIONS", BodyPublishers.noBody()));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(Service.header(response, "Allow")).contains(method, "OPTIONS").doesNotContain("DELETE");
	}

	@Test
	void headAnswersLikeGetWithoutABody() {
		for (String path : new String[] { "/", "/model", "/labels", "/openapi.yaml", "/livez" }) {
			HttpResponse<byte[]> response = this.service.send(this.service.request(path).HEAD());
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEmpty();
		}
		assertThat(this.service.send(this.service.request("/classify").HEAD()).statusCode()).isEqualTo(405);
	}

	/** Clients that are generated from the contract declare every body as JSON. */
	@ParameterizedTest
	@ValueSource(strings = { "koala.jpg", "alpha.png", "photo.webp" })
	void aPhotoThatIsDeclaredAsJsonIsClassified(String photo) {
		HttpResponse<byte[]> response = post(Photos.read(photo), "application/json");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(Service.json(response).get("verdict").asString()).isEqualTo("animal");
	}

	@Test
	void feedbackMayHaveTheTypeThatCurlDeclares() {
		String prediction = Service.json(this.service.post("/classify", KOALA)).get("prediction").asString();
		byte[] feedback = ("{\"prediction\": \"" + prediction + "\", \"label\": \"Koala bears\"}")
			.getBytes(StandardCharsets.UTF_8);
		assertThat(this.service.post("/feedback", feedback, "Content-Type", "application/x-www-form-urlencoded")
			.statusCode()).isEqualTo(202);
	}

	private byte[] twice(String name) {
		String first = new String(Messages.form(name, "image/jpeg", KOALA), StandardCharsets.ISO_8859_1)
			.replace("--border--\r\n", "");
		return (first + new String(Messages.form(name, "image/jpeg", KOALA), StandardCharsets.ISO_8859_1))
			.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static byte[] gzip(byte[] bytes) throws IOException {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(bytes);
		}
		return compressed.toByteArray();
	}

	private HttpResponse<byte[]> compressed(String coding, byte[] body) {
		return this.service.post("/classify", body, "Content-Type", "image/jpeg", "Content-Encoding", coding);
	}

	private HttpResponse<byte[]> json(String json) {
		return post(json.getBytes(StandardCharsets.UTF_8), "application/json");
	}

	private HttpResponse<byte[]> post(byte[] body, String type) {
		return this.service.post("/classify", body, "Content-Type", type);
	}

	private static void assertKoala(HttpResponse<byte[]> response) {
		assertThat(response.statusCode()).as(() -> new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(200);
		assertThat(Service.json(response).at("/top/0/label").asString()).isEqualTo("koala");
	}

	/** Checks a rejection and returns its detail. */
	private static String rejected(String reason, int status, HttpResponse<byte[]> response) {
		JsonNode problem = Service.json(response);
		assertThat(problem.get("type").asString()).isEqualTo("urn:animals:problem:" + reason);
		assertThat(response.statusCode()).isEqualTo(status);
		return problem.get("detail").asString();
	}

}
