package dev.animals.http;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests of KServe's protocol v1, answered by the running service with the real
 * network.
 */
@ServiceTest
class InstancesTests {

	private static final String PREDICT = "/v1/models/animals:predict";

	private static final String EXPLAIN = "/v1/models/lite0:explain";

	private static final byte[] KOALA = Photos.koala();

	private static final byte[] PANDA = Photos.read("panda.jpg");

	private static final byte[] TEXT = Tensors.utf8("This is no photo.");

	private final Service service;

	private final Metrics metrics;

	InstancesTests(@LocalServerPort int port, @LocalManagementPort int managementPort) {
		this.service = new Service(port);
		this.metrics = new Metrics(new Service(managementPort));
	}

	@Test
	void predictsAsClassifyDoes() {
		JsonNode predictions = ok(post(PREDICT, instances(KOALA, PANDA))).get("predictions");
		assertThat(predictions).hasSize(2);
		for (int i = 0; i < 2; i++) {
			JsonNode answer = Service.json(this.service.post("/classify", List.of(KOALA, PANDA).get(i)));
			assertThat(withoutIdentity(predictions.get(i))).isEqualTo(withoutIdentity(answer));
		}
		String prediction = predictions.get(1).get("prediction").asString();
		assertThat(this.service
			.post("/feedback", Tensors.utf8("{\"prediction\": \"%s\", \"label\": \"panda\"}".formatted(prediction)))
			.statusCode()).isEqualTo(202);
	}

	@Test
	void explainsAsExplainDoes() {
		JsonNode explanations = ok(post(EXPLAIN, instances(KOALA, PANDA))).get("explanations");
		assertThat(explanations).hasSize(2);
		assertThat(withoutIdentity(explanations.get(1)))
			.isEqualTo(withoutIdentity(Service.json(this.service.post("/explain", PANDA))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"image\": {\"b64\": \"%s\"}}", "{\"key\": [{\"b64\": 1}], \"b64\": \"%s\"}",
			"{\"b64\": \"%s\", \"image\": null}" })
	void readsEachFormOfAnInstance(String instance) {
		String json = "{\"signature_name\": \"serving_default\", \"instances\": [" + instance + "]}";
		JsonNode response = ok(post(PREDICT, json.formatted(Base64.getEncoder().encodeToString(KOALA))));
		assertThat(response.at("/predictions/0/top/0/label").asString()).isEqualTo("koala");
	}

	@Test
	void saysThatTheModelIsReady() {
		assertThat(Service.json(this.service.get("/v1/models/animals")))
			.isEqualTo(Service.MAPPER.readTree("{\"name\": \"animals\", \"ready\": true}"));
		assertThat(Service.json(this.service.get("/v1/models")))
			.isEqualTo(Service.MAPPER.readTree("{\"models\": [\"animals\"]}"));
	}

	@Test
	void countsEachPredictionAndOneCaseOfARequest() {
		String mode = "mode=\"open-inference\"";
		double cases = this.metrics.sum("animals_case_outcomes_total", mode);
		double predictions = this.metrics.sum("animals_predictions_total");
		double stages = this.metrics.sum("animals_stage_seconds_count", mode, "stage=\"total\"");
		ok(post(PREDICT, instances(KOALA, PANDA)));
		assertThat(this.metrics.sum("animals_case_outcomes_total", mode)).isEqualTo(cases + 1);
		assertThat(this.metrics.sum("animals_predictions_total")).isEqualTo(predictions + 2);
		assertThat(this.metrics.sum("animals_stage_seconds_count", mode, "stage=\"total\"")).isEqualTo(stages + 2);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			~~                                                            | The request must be a JSON object
			koala                                                         | not valid JSON
			{"instances": [{"b64": "AAAA"                                 | not valid JSON
			{"instances": [{"b64": "AAAA"}]} {}                           | Other bytes follow
			[]                                                            | The request must be a JSON object
			{}                                                            | has no instances
			{"instances": []}                                             | has no instances
			{"instances": {"b64": "AAAA"}}                                | instances must be a JSON array
			{"instances": ["AAAA"]}                                       | An instance must be a JSON object
			{"instances": [{}]}                                           | Instance 0, counted from 0, has 0 photos
			{"instances": [{"b64": "AAAA"}, {"image": {}}]}               | Instance 1, counted from 0, has 0 photos
			{"instances": [{"b64": "AAAA", "image": {"b64": "AAAA"}}]}    | Instance 0, counted from 0, has 2 photos
			{"instances": [{"image": "AAAA"}]}                            | An instance must be a JSON object
			{"instances": [{"b64": "no base64!"}]}                        | not valid Base64
			{"instances": [{"b64": 7}]}                                   | not valid Base64
			{"instances": [{"b64": null}]}                                | not valid Base64
			{"instances": [{"b64": "AAAA"}], "instances": []}             | has a member twice
			""")
	void rejectsAMalformedRequest(String json, String error) {
		assertThat(rejected("malformed-inference", 400, PREDICT, json)).contains(error);
	}

	@Test
	void rejectsARequestWithManyMembers() {
		String members = IntStream.range(0, 101).mapToObj("\"m%d\": 1"::formatted).collect(Collectors.joining(","));
		assertThat(rejected("malformed-inference", 400, PREDICT, "{" + members + "}"))
			.contains("more than 100 members");
	}

	@Test
	void rejectsDeeplyNestedInstances() {
		rejected("malformed-inference", 400, PREDICT, "{\"instances\": [" + "{\"image\":".repeat(100_000));
	}

	@Test
	void rejectsMorePhotosThanABatchMayHave() {
		String json = instances(Collections.nCopies(33, TEXT).toArray(byte[][]::new));
		assertThat(rejected("too-large", 413, PREDICT, json)).contains("32");
		assertThat(rejected("too-large", 413, EXPLAIN, json)).contains("32");
	}

	@Test
	void namesThePhotoThatIsRejected() {
		assertThat(rejected("not-an-image", 422, PREDICT, instances(KOALA, TEXT))).startsWith("Image 1");
		assertThat(rejected("corrupt", 422, EXPLAIN, instances(Arrays.copyOf(KOALA, 2000)))).contains("JPEG");
		assertThat(rejected("not-an-image", 422, EXPLAIN, instances(KOALA, TEXT))).startsWith("Image 1");
		rejected("empty", 400, PREDICT, "{\"instances\": [{\"b64\": \"\"}]}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/models/lite9:predict", "/v1/models/lite9:explain", "/v1/models/animals:classify" })
	void rejectsUnknownModelsAndVerbs(String path) {
		HttpResponse<byte[]> response = post(path, instances(KOALA));
		assertThat(response.statusCode()).isIn(404, 405);
		assertThat(Service.json(response).get("error").asString()).isNotEmpty();
	}

	private HttpResponse<byte[]> post(String path, String json) {
		return this.service.post(path, Tensors.utf8(json), "Content-Type", "application/json");
	}

	private static String instances(byte[]... photos) {
		return Stream.of(photos)
			.map((photo) -> "{\"image\": {\"b64\": \"" + Base64.getEncoder().encodeToString(photo) + "\"}}")
			.collect(Collectors.joining(", ", "{\"instances\": [", "]}"));
	}

	private static JsonNode ok(HttpResponse<byte[]> response) {
		assertThat(response.statusCode()).as(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(200);
		assertThat(Service.header(response, "Content-Type")).isEqualTo("application/json");
		return Service.json(response);
	}

	private static JsonNode withoutIdentity(JsonNode answer) {
		return ((ObjectNode) answer.deepCopy()).without(List.of("id", "prediction"));
	}

	/** Checks that a request is rejected and counted once. Returns the error. */
	private String rejected(String reason, int status, String path, String json) {
		String label = "reason=\"" + reason + "\"";
		double before = this.metrics.sum("animals_rejections_total", label);
		HttpResponse<byte[]> response = post(path, json);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(Service.header(response, "Content-Type")).isEqualTo("application/json");
		assertThat(Service.json(response).get("type").asString()).isEqualTo("urn:animals:problem:" + reason);
		assertThat(this.metrics.sum("animals_rejections_total", label)).isEqualTo(before + 1);
		return Service.json(response).get("error").asString();
	}

}
