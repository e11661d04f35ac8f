package dev.animals.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests of the Open Inference Protocol that are malformed, or whose photos are
 * rejected: each gets its status and an error that the clients of KServe and Triton can
 * show, is counted once, and changes nothing else.
 */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = "animals.http.body=1MB")
class MalformedInferenceTests {

	private static final String MALFORMED = "malformed-inference";

	private static final byte[] NONE = {};

	private static final byte[] KOALA = Photos.koala();

	private static final byte[] TEXT = Tensors.utf8("This is no photo.");

	private final Service service;

	private final Metrics metrics;

	MalformedInferenceTests(@LocalServerPort int port, @LocalManagementPort int managementPort) {
		this.service = new Service(port);
		this.metrics = new Metrics(new Service(managementPort));
	}

	@AfterAll
	void answersTheNextRequest() {
		assertThat(Tensors.send(this.service, Tensors.request(Tensors.photos(KOALA))).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			koala                                                      | not valid JSON
			{                                                          | not valid JSON
			{"inputs": [],}                                            | not valid JSON
			{"inputs": [{"name": "image"                               | not valid JSON
			{} {}                                                      | Other bytes follow
			[]                                                         | The request must be a JSON object
			7                                                          | The request must be a JSON object
			null                                                       | has no inputs
			{}                                                         | has no inputs
			{"inputs": []}                                             | has no inputs
			{"inputs": null}                                           | has no inputs
			{"inputs": {"name": "image"}}                              | inputs must be a JSON array
			{"inputs": [7]}                                            | An input must be a JSON object
			{"inputs": [null]}                                         | unexpected inference input
			{"inputs": [{"name": "picture"}]}                          | unexpected inference input 'picture'
			{"inputs": [{"name": "<b>"}]}                              | input of another name
			{"inputs": [{"name": 7}]}                                  | The name of an input must be a string
			{"inputs": [{"name": "image"}, {"name": "image"}]}         | several inputs
			{"inputs": [{"name": "image"}], "inputs": [{"name": "image"}]} | has a member twice
			{"id": 42}                                                 | The id of a request must be a string
			{"parameters": []}                                         | The parameters of a request must be
			{"parameters": {"binary_data_output": "yes"}}              | must be true or false
			{"outputs": "verdict"}                                     | outputs must be a JSON array
			{"outputs": ["verdict"]}                                   | An output must be a JSON object
			{"outputs": [{}]}                                          | unexpected inference output
			{"outputs": [{"name": "top"}]}                             | unexpected inference output 'top'
			{"outputs": [{"name": "verdict"}, {"name": "verdict"}]}    | requested twice
			{"outputs": [{"name": "verdict", "parameters": {"classification": 3}}]} | has no scores
			{"outputs": [{"name": "probabilities", "parameters": {"classification": 0}}]} | number from 1 on
			{"outputs": [{"name": "probabilities", "parameters": {"classification": -1}}]} | number from 1 on
			{"outputs": [{"name": "probabilities", "parameters": {"classification": 1.5}}]} | number from 1 on
			{"outputs": [{"name": "probabilities", "parameters": {"classification": "3"}}]} | number from 1 on
			{"outputs": [{"name": "probabilities", "parameters": {"classification": 3000000000}}]} | number from 1 on
			{"outputs": [{"name": "probabilities", "parameters": {"binary_data": 1}}]} | must be true or false
			""")
	void rejectsAMalformedRequest(String json, String error) {
		assertThat(rejected(MALFORMED, 400, () -> Tensors.send(this.service, json))).contains(error);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			"shape": [1], "data": ["AAAA"]                                   | takes BYTES or UINT8
			"datatype": null, "shape": [1], "data": ["AAAA"]                 | takes BYTES or UINT8
			"datatype": "FP32", "shape": [1, 3, 2, 2], "data": [0.5]         | BYTES or UINT8, not 'FP32'
			"datatype": "INT8", "shape": [1], "data": [1]                    | not 'INT8'
			"datatype": "a b", "shape": [1], "data": ["AAAA"]                | not another datatype
			"datatype": "BYTES", "data": ["AAAA"]                            | must be [n] or [n,1]
			"datatype": "BYTES", "shape": [], "data": ["AAAA"]               | must be [n] or [n,1]
			"datatype": "BYTES", "shape": [1, 2], "data": ["AAAA", "AAAA"]   | must be [n] or [n,1]
			"datatype": "BYTES", "shape": [1, 1, 1], "data": ["AAAA"]        | must be [n] or [n,1]
			"datatype": "BYTES", "shape": 1, "data": ["AAAA"]                | must be a JSON array
			"datatype": "BYTES", "shape": ["1"], "data": ["AAAA"]            | Each dimension of a shape
			"datatype": "BYTES", "shape": [1], "shape": [1], "data": ["AA"]  | has a member twice
			"datatype": "BYTES", "shape": [0], "data": []                    | Each dimension of a shape
			"datatype": "BYTES", "shape": [-1], "data": ["AAAA"]             | Each dimension of a shape
			"datatype": "BYTES", "shape": [1.0], "data": ["AAAA"]            | Each dimension of a shape
			"datatype": "BYTES", "shape": [99999999999], "data": ["AAAA"]    | Each dimension of a shape
			"datatype": "BYTES", "shape": [2], "data": ["AAAA"]              | has 1 elements
			"datatype": "BYTES", "shape": [1], "data": ["AAAA", "AAAA"]      | has 2 elements
			"datatype": "BYTES", "shape": [1]                                | neither data nor the parameter
			"datatype": "BYTES", "shape": [1], "data": "AAAA"                | must be a JSON array
			"datatype": "BYTES", "shape": [1], "data": {"b64": "AAAA"}       | must be a JSON array
			"datatype": "BYTES", "shape": [1], "data": [{"b64": "AAAA"}]     | must be strings or numbers
			"datatype": "BYTES", "shape": [1], "data": [null]                | must be strings or numbers
			"datatype": "BYTES", "shape": [1], "data": ["no base64!"]        | index 0 of
			"datatype": "BYTES", "shape": [2], "data": ["AAAA", "/9j/A"]     | index 1 of
			"datatype": "BYTES", "shape": [1], "data": [255]                 | BYTES input must be strings
			"datatype": "UINT8", "shape": [1], "data": ["AAAA"]              | from 0 to 255
			"datatype": "UINT8", "shape": [2], "data": [255, 256]            | from 0 to 255
			"datatype": "UINT8", "shape": [2], "data": [-1, 0]               | from 0 to 255
			"datatype": "UINT8", "shape": [1], "data": [0.5]                 | from 0 to 255
			"datatype": "UINT8", "shape": [3], "data": [1, 2]                | has 2 elements
			"datatype": "UINT8", "data": [1]                                 | must be [k] or [1,k]
			"datatype": "UINT8", "shape": [2, 1], "data": [1, 2]             | must be [k] or [1,k]
			"datatype": "UINT8", "shape": [1, 2, 2], "data": [1, 2, 3, 4]    | must be [k] or [1,k]
			"datatype": "UINT8", "shape": [1, 1, 1, 4], "data": [1, 2, 3, 4] | must be [k] or [1,k]
			"datatype": "UINT8", "shape": [1, 1, 1, 1, 1], "data": [1]       | more than four dimensions
			"datatype": "UINT8", "shape": [65536, 65536, 65536, 65536], "data": [] | has 0 elements
			"datatype": "BYTES", "shape": [1], "data": ["AAAA"], "parameters": {"binary_data_size": 0} | both
			"datatype": "BYTES", "shape": [1], "parameters": {"binary_data_size": -1} | from 0 on
			"datatype": "BYTES", "shape": [1], "parameters": {"binary_data_size": "4"} | from 0 on
			"datatype": "BYTES", "shape": [1], "parameters": {"binary_data_size": 4} | 0 bytes follow
			"datatype": "BYTES", "shape": [1], "parameters": 4                                            | JSON object
			""")
	void rejectsAMalformedInput(String input, String error) {
		assertThat(rejected(MALFORMED, 400, () -> Tensors.send(this.service, Tensors.request(input)))).contains(error);
	}

	@ParameterizedTest
	@CsvSource({ "-1, 0", "ten, 0", "1e2, 0", "0x10, 0", "' ', 0", "99999999999, 0", "2147483648, 0", "json, 1",
			"json, -1", "body, 1", "body, 0", "1, 0" })
	void rejectsAWrongLengthOfTheJson(String length, int more) {
		byte[] binary = Tensors.elements(KOALA);
		String json = Tensors.request(Tensors.binary("BYTES", "[1]", binary.length));
		byte[] body = Tensors.join(json, binary);
		String header = switch (length) {
			case "json" -> String.valueOf(json.length() + more);
			case "body" -> String.valueOf(body.length + more);
			default -> length;
		};
		rejected(MALFORMED, 400, () -> this.service.post(Tensors.INFER, body, Tensors.JSON_LENGTH, header));
	}

	@ParameterizedTest
	@ValueSource(ints = { -205_000, -1, 1, 1_000_000_000 })
	void rejectsAWrongSizeOfTheBinaryData(int more) {
		byte[] binary = Tensors.elements(KOALA);
		String json = Tensors.request(Tensors.binary("BYTES", "[1]", binary.length + more));
		assertThat(rejected(MALFORMED, 400, () -> Tensors.send(this.service, json, binary))).contains("bytes follow");
	}

	@ParameterizedTest
	@CsvSource({ "12000000, announces 18", "ffffff7f, announces 2147483647", "ffffffff, announces 4294967295",
			"10000000, 1 bytes follow", "00000000, 17 bytes follow" })
	void rejectsAWrongLengthOfAnElement(String length, String error) {
		byte[] binary = Tensors.elements(TEXT);
		System.arraycopy(HexFormat.of().parseHex(length), 0, binary, 0, 4);
		assertThat(rejected(MALFORMED, 400, () -> sendBinary("BYTES", "[1]", binary))).contains(error);
	}

	@ParameterizedTest
	@CsvSource({ "[2], has 1 elements", "[3], has 1 elements" })
	void rejectsFewerElementsThanTheShapeSays(String shape, String error) {
		assertThat(rejected(MALFORMED, 400, () -> sendBinary("BYTES", shape, Tensors.elements(KOALA)))).contains(error);
	}

	@Test
	void rejectsMoreElementsThanTheShapeSays() {
		assertThat(rejected(MALFORMED, 400, () -> sendBinary("BYTES", "[1]", Tensors.elements(TEXT, TEXT))))
			.contains("21 bytes follow");
	}

	@Test
	void rejectsDataAfterTheJsonThatNoInputAnnounces() {
		String json = Tensors.request(Tensors.photos(KOALA));
		assertThat(rejected(MALFORMED, 400, () -> Tensors.send(this.service, json, TEXT))).contains("17 bytes follow");
	}

	@Test
	void rejectsBinaryDataWithoutTheHeader() {
		byte[] binary = Tensors.elements(KOALA);
		byte[] body = Tensors.join(Tensors.request(Tensors.binary("BYTES", "[1]", binary.length)), binary);
		rejected(MALFORMED, 400, () -> this.service.post(Tensors.INFER, body));
	}

	@Test
	void rejectsAPhotoWithoutTheHeaderAndSaysHowToSendIt() {
		assertThat(rejected(MALFORMED, 400, () -> this.service.post(Tensors.INFER, KOALA)))
			.contains("Inference-Header-Content-Length: 0");
	}

	@Test
	void rejectsDeeplyNestedData() {
		String data = "[".repeat(100_000) + "]".repeat(100_000);
		rejected(MALFORMED, 400, () -> Tensors.send(this.service,
				Tensors.request("\"datatype\": \"UINT8\", \"shape\": [1], \"data\": " + data)));
	}

	@Test
	void rejectsALongId() {
		String json = Tensors.request(Tensors.photos(KOALA), "\"id\": \"" + "4".repeat(1001) + "\"");
		assertThat(rejected(MALFORMED, 400, () -> Tensors.send(this.service, json))).contains("longer than 1000");
	}

	@Test
	void rejectsTextThatIsNotUtf8() {
		byte[] body = Tensors.utf8("{\"id\": \"?\"}");
		body[8] = (byte) 0xff;
		rejected(MALFORMED, 400, () -> this.service.post(Tensors.INFER, body));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[33]", "[33, 1]", "[2000000]" })
	void rejectsMorePhotosThanABatchMayHave(String shape) {
		byte[] binary = Tensors.elements(Collections.nCopies(33, TEXT).toArray(byte[][]::new));
		assertThat(rejected("too-large", 413, () -> sendBinary("BYTES", shape, binary))).contains("the limit is 32");
	}

	@Test
	void rejectsMorePicturesThanABatchMayHave() {
		byte[] binary = new byte[33 * 16 * 16 * 3];
		assertThat(rejected("too-large", 413, () -> sendBinary("UINT8", "[33, 16, 16, 3]", binary)))
			.contains("33 photos");
	}

	@Test
	void rejectsAnEmptyBody() {
		rejected("empty", 400, () -> this.service.post(Tensors.INFER, NONE));
		rejected("empty", 400, () -> this.service.post(Tensors.INFER, NONE, Tensors.JSON_LENGTH, "0"));
	}

	@Test
	void rejectsAnEmptyPhoto() {
		assertThat(rejected("empty", 400, () -> sendBinary("BYTES", "[2]", Tensors.elements(KOALA, NONE))))
			.startsWith("Image 1");
	}

	@Test
	void namesThePhotoThatIsRejected() {
		byte[] half = Arrays.copyOf(KOALA, KOALA.length / 2);
		assertThat(rejected("corrupt", 422, () -> sendBinary("BYTES", "[3]", Tensors.elements(KOALA, KOALA, half))))
			.startsWith("Image 2");
		assertThat(rejected("not-an-image", 422, () -> sendBinary("BYTES", "[1]", Tensors.elements(TEXT))))
			.startsWith("This is not an image");
		assertThat(rejected("not-an-image", 422, () -> sendBinary("UINT8", "[1, 17]", TEXT)))
			.startsWith("This is not an image");
		rejected("too-small", 422, () -> sendBinary("UINT8", "[8, 8, 3]", new byte[192]));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v2/models/lite9/infer", "/v2/models/animals/versions/1/infer",
			"/v2/models/lite0/versions/lite2-1.2.0/infer", "/v2/models/animals/generate" })
	void rejectsUnknownModelsVersionsAndPaths(String path) {
		rejected("not-found", 404, () -> this.service.post(path, KOALA, Tensors.JSON_LENGTH, "0"));
	}

	@Test
	void rejectsOtherMethods() {
		HttpResponse<byte[]> response = this.service.get(Tensors.INFER);
		assertThat(Service.header(response, "Allow")).isEqualTo("POST");
		rejected("method-not-allowed", 405, () -> this.service.get(Tensors.INFER));
	}

	@Test
	void rejectsABodyAboveTheLimit() {
		byte[] large = new byte[(1 << 20) + 1];
		rejected("too-large", 413, () -> this.service.post(Tensors.INFER, large, Tensors.JSON_LENGTH, "0"));
		rejected("too-large", 413,
				() -> this.service.send(this.service.request(Tensors.INFER)
					.header(Tensors.JSON_LENGTH, "0")
					.POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "deflate" })
	void rejectsABodyThatInflatesBeyondTheLimit(String coding) throws IOException {
		byte[] bomb = compress(coding, new byte[64 << 20]);
		assertThat(bomb.length).isLessThan(1 << 18);
		rejected("too-large", 413, () -> compressed(coding, bomb));
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "deflate" })
	void rejectsABodyThatIsNotCompressedAsDeclared(String coding) throws IOException {
		byte[] whole = compress(coding, KOALA);
		rejected("unsupported-encoding", 415, () -> compressed(coding, KOALA));
		rejected("unsupported-encoding", 415, () -> compressed(coding, Arrays.copyOf(whole, whole.length / 2)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "br", "zstd", "gzip, gzip" })
	void rejectsOtherCodings(String coding) {
		rejected("unsupported-encoding", 415, () -> compressed(coding, KOALA));
	}

	private HttpResponse<byte[]> compressed(String coding, byte[] body) {
		return this.service.post(Tensors.INFER, body, Tensors.JSON_LENGTH, "0", "Content-Encoding", coding);
	}

	private static byte[] compress(String coding, byte[] bytes) throws IOException {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (DeflaterOutputStream out = coding.equals("gzip") ? new GZIPOutputStream(compressed)
				: new DeflaterOutputStream(compressed)) {
			out.write(bytes);
		}
		return compressed.toByteArray();
	}

	private HttpResponse<byte[]> sendBinary(String datatype, String shape, byte[] binary) {
		return Tensors.send(this.service, Tensors.request(Tensors.binary(datatype, shape, binary.length)), binary);
	}

	/**
	 * Checks that a request is rejected and counted once, and that it changes nothing
	 * else. Returns the error.
	 */
	private String rejected(String reason, int status, Supplier<HttpResponse<byte[]>> request) {
		String before = this.metrics.text();
		HttpResponse<byte[]> response = request.get();
		assertThat(response.statusCode()).as(() -> new String(response.body(), StandardCharsets.UTF_8))
			.isEqualTo(status);
		assertThat(Service.header(response, "Content-Type")).isEqualTo("application/json");
		JsonNode error = Service.json(response);
		assertThat(error.get("type").asString()).isEqualTo("urn:animals:problem:" + reason);
		assertThat(error.get("status").asInt()).isEqualTo(status);
		assertThat(error.get("error")).isEqualTo(error.get("detail"));
		assertThat(error.get("example").asString()).contains("/v2/models/animals/infer");
		String after = this.metrics.text();
		String rejections = "animals_rejections_total";
		String label = "reason=\"" + reason + "\"";
		assertThat(Metrics.sumIn(after, rejections, label)).isEqualTo(Metrics.sumIn(before, rejections, label) + 1);
		assertThat(Metrics.sumIn(after, rejections)).isEqualTo(Metrics.sumIn(before, rejections) + 1);
		assertThat(predictions(after)).isEqualTo(predictions(before));
		return error.get("error").asString();
	}

	/** Adds up everything that counts a prediction. */
	private static double predictions(String metrics) {
		return Stream
			.of("animals_predictions_total", "animals_case_answers_total", "animals_energy_count",
					"animals_image_bytes_count")
			.mapToDouble((name) -> Metrics.sumIn(metrics, name))
			.sum();
	}

}
