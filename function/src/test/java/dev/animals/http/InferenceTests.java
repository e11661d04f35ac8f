package dev.animals.http;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Requests of the Open Inference Protocol, answered by the running service with the real
 * network.
 */
@ServiceTest
class InferenceTests {

	private static final byte[] KOALA = Photos.koala();

	private static final byte[] PANDA = Photos.read("panda.jpg");

	private static final String MODE = "mode=\"open-inference\"";

	private final Service service;

	private final Metrics metrics;

	InferenceTests(@LocalServerPort int port, @LocalManagementPort int managementPort) {
		this.service = new Service(port);
		this.metrics = new Metrics(new Service(managementPort));
	}

	@Test
	void answersAsClassifyDoes() {
		JsonNode answer = Service.json(this.service.post("/classify", KOALA));
		JsonNode response = infer(Tensors.request(Tensors.photos(KOALA)));
		JsonNode probabilities = Tensors.output(response, "probabilities");
		assertThat(shape(probabilities)).containsExactly(1, 398);
		assertThat(best(probabilities)).isEqualTo(105);
		assertThat(probabilities.get("data").get(105).asDouble()).isCloseTo(answer.at("/top/0/confidence").asDouble(),
				within(1e-6));
		assertThat(Tensors.output(response, "verdict").get("data").get(0)).isEqualTo(answer.get("verdict"));
		assertThat(shape(Tensors.output(response, "logits"))).containsExactly(1, 1000);
		assertThat(best(Tensors.output(response, "logits"))).isEqualTo(105);
	}

	@ParameterizedTest
	@MethodSource
	void readsEveryFormOfAPhoto(String input, byte[] binary) {
		HttpResponse<byte[]> response = (binary.length > 0) ? Tensors.send(this.service, Tensors.request(input), binary)
				: Tensors.send(this.service, Tensors.request(input));
		assertThat(response.statusCode()).as(() -> new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(200);
		assertThat(Tensors.output(Tensors.json(response), "logits").get("data"))
			.isEqualTo(Tensors.output(infer(Tensors.request(Tensors.photos(KOALA))), "logits").get("data"));
	}

	static List<Object[]> readsEveryFormOfAPhoto() {
		String base64 = Base64.getEncoder().encodeToString(KOALA);
		String numbers = IntStream.range(0, KOALA.length)
			.mapToObj((i) -> String.valueOf(KOALA[i] & 0xff))
			.collect(Collectors.joining(","));
		byte[] none = {};
		return List.of(
				new Object[] { "\"datatype\": \"BYTES\", \"shape\": [1, 1], \"data\": [[\"%s\"]]".formatted(base64),
						none },
				new Object[] { "\"data\": [\"%s\"], \"shape\": [1], \"datatype\": \"BYTES\"".formatted(base64), none },
				new Object[] { "\"datatype\": \"BYTES\", \"shape\": [1], \"data\": [\"%s\"], "
					.formatted(base64.replace("=", ""))
						+ "\"parameters\": {\"content_type\": \"base64\", \"other\": {\"a\": [1]}}, \"unknown\": [{}]",
						none },
				new Object[] { Tensors.binary("BYTES", "[1]", KOALA.length + 4), Tensors.elements(KOALA) },
				new Object[] {
						"\"datatype\": \"UINT8\", \"shape\": [%d], \"data\": [%s]".formatted(KOALA.length, numbers),
						none },
				new Object[] { Tensors.binary("UINT8", "[1, " + KOALA.length + "]", KOALA.length), KOALA });
	}

	@Test
	void readsOnePhotoAsTheWholeBody() {
		HttpResponse<byte[]> response = this.service.post(Tensors.INFER, KOALA, Tensors.JSON_LENGTH, "0",
				"Content-Type", "application/x-www-form-urlencoded");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(Service.header(response, "Content-Type")).isEqualTo("application/octet-stream");
		List<ByteBuffer> outputs = Tensors.binaries(response);
		float[] probabilities = new float[398];
		outputs.get(0).asFloatBuffer().get(probabilities);
		assertThat(probabilities[105]).isGreaterThan(0.5f);
		assertThat(Tensors.texts(outputs.get(1))).containsExactly("animal");
		assertThat(outputs.get(3).remaining()).isEqualTo(4000);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void classifiesRawPixelsAsAFileWithTheSamePixels(boolean nested) throws IOException {
		BufferedImage image = ImageIO.read(new ByteArrayInputStream(KOALA)).getSubimage(100, 50, 401, 303);
		ByteArrayOutputStream png = new ByteArrayOutputStream();
		ImageIO.write(image, "png", png);
		byte[] rgb = rgb(image);
		String shape = nested ? "[1, 303, 401, 3]" : "[303, 401, 3]";
		HttpResponse<byte[]> raw = Tensors.send(this.service,
				Tensors.request(Tensors.binary("UINT8", shape, rgb.length)), rgb);
		assertThat(Tensors.output(Tensors.json(raw), "logits").get("data"))
			.isEqualTo(Tensors.output(infer(Tensors.request(Tensors.photos(png.toByteArray()))), "logits").get("data"));
	}

	@Test
	void classifiesSeveralPicturesOfOneTensor() throws IOException {
		BufferedImage photo = ImageIO.read(new ByteArrayInputStream(KOALA));
		ByteBuffer both = ByteBuffer.allocate(2 * 3 * 200 * 120);
		List<JsonNode> alone = new ArrayList<>();
		for (int x : List.of(0, 150)) {
			byte[] rgb = rgb(photo.getSubimage(x, 50, 200, 120));
			both.put(rgb);
			alone.add(logits(Tensors.binary("UINT8", "[120, 200, 3]", rgb.length), rgb));
		}

		JsonNode together = logits(Tensors.binary("UINT8", "[2, 120, 200, 3]", both.capacity()), both.array());

		assertThat(together.valueStream())
			.containsExactlyElementsOf(alone.stream().flatMap(JsonNode::valueStream).toList());
		assertThat(alone.get(0)).isNotEqualTo(alone.get(1));
	}

	@Test
	void acceptsTheShapeOfSeveralPhotosWithASecondDimension() {
		byte[] elements = Tensors.elements(KOALA, KOALA);
		JsonNode response = Tensors.json(Tensors.send(this.service,
				Tensors.request(Tensors.binary("BYTES", "[2, 1]", elements.length)), elements));
		assertThat(Tensors.output(response, "verdict").get("data").valueStream().map(JsonNode::asString))
			.containsExactly("animal", "animal");
	}

	private JsonNode logits(String input, byte[] binary) {
		return Tensors.output(Tensors.json(Tensors.send(this.service, Tensors.request(input), binary)), "logits")
			.get("data");
	}

	private static byte[] rgb(BufferedImage image) {
		ByteBuffer rgb = ByteBuffer.allocate(3 * image.getWidth() * image.getHeight());
		for (int y = 0; y < image.getHeight(); y++) {
			for (int x = 0; x < image.getWidth(); x++) {
				int colour = image.getRGB(x, y);
				rgb.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
			}
		}
		return rgb.array();
	}

	@Test
	void answersWithTheOutputsInTheRequestedOrder() {
		JsonNode response = infer(Tensors.request(Tensors.photos(KOALA), "\"id\": \"42\"",
				"\"outputs\": [{\"name\": \"verdict\"}, {\"name\": \"probabilities\"}]", "\"model_name\": \"x\""));
		assertThat(response.get("outputs").valueStream().map((output) -> output.get("name").asString()))
			.containsExactly("verdict", "probabilities");
		assertThat(response.get("id").asString()).isEqualTo("42");
		assertThat(response.get("model_name").asString()).isEqualTo("animals");
		assertThat(response.get("model_version").asString()).isEqualTo("lite0-1.2.0");
		assertThat(response.at("/parameters/model").asString()).startsWith("lite0-1.2.0");
	}

	@ParameterizedTest
	@CsvSource({ "false, true, false", "true, false, true" })
	void theOutputOrElseTheRequestSaysWhetherAnOutputIsBinary(boolean all, boolean first, boolean second) {
		HttpResponse<byte[]> response = Tensors.send(this.service,
				Tensors.request(Tensors.photos(KOALA), "\"parameters\": {\"binary_data_output\": " + all + "}",
						"\"outputs\": [{\"name\": \"verdict\", \"parameters\": {\"binary_data\": " + first
								+ "}}, {\"name\": \"probabilities\"}]"));
		JsonNode outputs = Tensors.json(response).get("outputs");
		assertThat(outputs.get(0).has("data")).isNotEqualTo(first);
		assertThat(outputs.get(1).has("data")).isNotEqualTo(second);
		int binary = Tensors.binaries(response).stream().mapToInt(ByteBuffer::remaining).sum();
		assertThat(binary).isEqualTo(first ? 4 + "animal".length() : 4 * 398);
	}

	@ParameterizedTest
	@CsvSource({ "probabilities, 3, 3", "probabilities, 9999, 398", "logits, 2, 2" })
	void namesTheBestClassesAsTritonDoes(String output, int asked, int named) {
		JsonNode response = infer(Tensors.request(Tensors.photos(KOALA, PANDA),
				"\"outputs\": [{\"name\": \"" + output + "\", \"parameters\": {\"classification\": " + asked + "}}]"));
		JsonNode classes = response.at("/outputs/0");
		assertThat(classes.get("datatype").asString()).isEqualTo("BYTES");
		assertThat(shape(classes)).containsExactly(2, named);
		assertThat(classes.get("data")).hasSize(2 * named);
		assertThat(classes.get("data").get(0).asString()).matches("[0-9]+\\.[0-9]{6}:105:koala");
		assertThat(classes.get("data").get(named).asString()).endsWith("giant panda");
	}

	@Test
	void aRequestWithoutAnIdGetsTheOneThatTheLogContains() {
		JsonNode response = infer(Tensors.request(Tensors.photos(KOALA)));
		assertThat(response.get("id").asString()).hasSize(36);
	}

	@Test
	void classifiesAsManyPhotosAsABatchMayHave() {
		byte[][] photos = Collections.nCopies(32, KOALA).toArray(byte[][]::new);
		photos[31] = PANDA;
		double predictions = this.metrics.sum("animals_predictions_total");
		double cases = this.metrics.sum("animals_case_outcomes_total", MODE);
		byte[] binary = Tensors.elements(photos);
		JsonNode response = Tensors.json(Tensors.send(this.service,
				Tensors.request(Tensors.binary("BYTES", "[32]", binary.length),
						"\"outputs\": [{\"name\": \"probabilities\", \"parameters\": {\"classification\": 1}}]"),
				binary));
		List<String> classes = response.at("/outputs/0/data").valueStream().map(JsonNode::asString).toList();
		assertThat(classes.subList(0, 31)).allMatch((element) -> element.endsWith(":koala"));
		assertThat(classes.getLast()).endsWith("panda");
		assertThat(this.metrics.sum("animals_predictions_total")).isEqualTo(predictions + 32);
		assertThat(this.metrics.sum("animals_case_outcomes_total", MODE)).isEqualTo(cases + 1);
	}

	@Test
	void measuresTheStagesInItsOwnMode() {
		double before = this.metrics.sum("animals_stage_seconds_count", MODE, "stage=\"total\"");
		infer(Tensors.request(Tensors.photos(KOALA, KOALA)));
		assertThat(this.metrics.sum("animals_stage_seconds_count", MODE, "stage=\"total\"")).isEqualTo(before + 2);
	}

	@Test
	void theTokenOfAnInferenceIsAcceptedWithFeedback() {
		JsonNode response = infer(Tensors.request(Tensors.photos(KOALA), "\"outputs\": [{\"name\": \"prediction\"}]"));
		double right = this.metrics.sum("animals_feedback_total", "right=\"true\"");
		byte[] feedback = Service.MAPPER
			.writeValueAsBytes(Map.of("prediction", response.at("/outputs/0/data/0").asString(), "label", "koala"));
		assertThat(this.service.post("/feedback", feedback).statusCode()).isEqualTo(202);
		assertThat(this.metrics.sum("animals_feedback_total", "right=\"true\"")).isEqualTo(right + 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "deflate" })
	void aRequestMayBeCompressed(String coding) throws IOException {
		String json = Tensors.request(Tensors.binary("BYTES", "[1]", KOALA.length + 4));
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (DeflaterOutputStream out = coding.equals("gzip") ? new GZIPOutputStream(compressed)
				: new DeflaterOutputStream(compressed)) {
			out.write(Tensors.join(json, Tensors.elements(KOALA)));
		}
		HttpResponse<byte[]> response = this.service.post(Tensors.INFER, compressed.toByteArray(), Tensors.JSON_LENGTH,
				String.valueOf(json.length()), "Content-Encoding", coding);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(best(Tensors.output(Service.json(response), "logits"))).isEqualTo(105);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v2/models/lite0/infer", "/v2/models/animals/versions/lite0-1.2.0/infer",
			"/v2/models/lite0/versions/lite0-1.2.0/infer" })
	void theModelAlsoHasItsOwnNameAndAVersion(String path) {
		HttpResponse<byte[]> response = this.service.post(path, KOALA, Tensors.JSON_LENGTH, "0");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(path).contains("/" + Tensors.json(response).get("model_name").asString() + "/");
	}

	private JsonNode infer(String json) {
		HttpResponse<byte[]> response = Tensors.send(this.service, json);
		assertThat(response.statusCode()).as(() -> new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(200);
		assertThat(Service.header(response, "Content-Type")).isEqualTo("application/json");
		return Service.json(response);
	}

	private static int[] shape(JsonNode output) {
		return output.get("shape").valueStream().mapToInt(JsonNode::asInt).toArray();
	}

	private static int best(JsonNode output) {
		double[] values = output.get("data").valueStream().mapToDouble(JsonNode::asDouble).toArray();
		double largest = Arrays.stream(values).max().orElseThrow();
		return IntStream.range(0, values.length).filter((i) -> values[i] == largest).findFirst().orElseThrow();
	}

}
