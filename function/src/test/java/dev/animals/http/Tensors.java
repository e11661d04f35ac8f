package dev.animals.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/**
 * Builds requests of the Open Inference Protocol by hand, as clients send them, and reads
 * the responses.
 */
final class Tensors {

	static final String INFER = "/v2/models/animals/infer";

	static final String JSON_LENGTH = "Inference-Header-Content-Length";

	private Tensors() {
	}

	/**
	 * Returns the JSON of a request.
	 * @param input the members of the input after its name
	 * @param others the other members of the request
	 */
	static String request(String input, String... others) {
		return Arrays.stream(others)
			.map((member) -> ", " + member)
			.collect(Collectors.joining("", "{\"inputs\": [{\"name\": \"image\", " + input + "}]", "}"));
	}

	/** Returns the members of an input with photos in Base64. */
	static String photos(byte[]... photos) {
		String data = Arrays.stream(photos)
			.map((photo) -> "\"" + Base64.getEncoder().encodeToString(photo) + "\"")
			.collect(Collectors.joining(", "));
		return "\"datatype\": \"BYTES\", \"shape\": [" + photos.length + "], \"data\": [" + data + "]";
	}

	/** Returns the members of an input whose elements are in the binary data. */
	static String binary(String datatype, String shape, int size) {
		return "\"datatype\": \"%s\", \"shape\": %s, \"parameters\": {\"binary_data_size\": %d}".formatted(datatype,
				shape, size);
	}

	/** Returns photos as the elements of a BYTES tensor. */
	static byte[] elements(byte[]... photos) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (byte[] photo : photos) {
			bytes.writeBytes(
					ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(photo.length).array());
			bytes.writeBytes(photo);
		}
		return bytes.toByteArray();
	}

	static byte[] join(String json, byte[] binary) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes(utf8(json));
		body.writeBytes(binary);
		return body.toByteArray();
	}

	static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static HttpResponse<byte[]> send(Service service, String json) {
		return service.post(INFER, utf8(json), "Content-Type", "application/json");
	}

	static HttpResponse<byte[]> send(Service service, String json, byte[] binary) {
		return service.post(INFER, join(json, binary), JSON_LENGTH, String.valueOf(utf8(json).length));
	}

	/** Reads the JSON of a response, which binary data may follow. */
	static JsonNode json(HttpResponse<byte[]> response) {
		String length = Service.header(response, JSON_LENGTH);
		return Service.MAPPER
			.readTree(length.isEmpty() ? response.body() : Arrays.copyOf(response.body(), Integer.parseInt(length)));
	}

	static JsonNode output(JsonNode response, String name) {
		return response.get("outputs")
			.valueStream()
			.filter((output) -> output.get("name").asString().equals(name))
			.findFirst()
			.orElseThrow();
	}

	/** Splits the binary data of a response into the outputs that it belongs to. */
	static List<ByteBuffer> binaries(HttpResponse<byte[]> response) {
		int start = Integer.parseInt(Service.header(response, JSON_LENGTH));
		List<ByteBuffer> binaries = new ArrayList<>();
		for (JsonNode output : json(response).get("outputs")) {
			int size = output.at("/parameters/binary_data_size").asInt();
			binaries.add(ByteBuffer.wrap(response.body(), start, size).slice().order(ByteOrder.LITTLE_ENDIAN));
			start += size;
		}
		assertEnd(start, response.body().length);
		return binaries;
	}

	private static void assertEnd(int end, int length) {
		if (end != length) {
			throw new AssertionError("The outputs end at %d, but the body at %d".formatted(end, length));
		}
	}

	/** Reads the elements of a BYTES tensor. */
	static List<String> texts(ByteBuffer binary) {
		List<String> texts = new ArrayList<>();
		while (binary.hasRemaining()) {
			byte[] text = new byte[binary.getInt()];
			binary.get(text);
			texts.add(new String(text, StandardCharsets.UTF_8));
		}
		return texts;
	}

}
