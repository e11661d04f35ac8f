package dev.animals.contract;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;

import javax.imageio.ImageIO;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.photos.Photos;

/**
 * Builds the bodies of requests and reads the bodies of answers.
 */
final class Payloads {

	private static final JsonMapper MAPPER = new JsonMapper();

	private Payloads() {
	}

	static byte[] koala() {
		return Photos.koala();
	}

	static byte[] png(int width, int height) {
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	static String feedback(String prediction, String label) {
		return MAPPER.writeValueAsString(Map.of("prediction", prediction, "label", label));
	}

	static String photoEvent() {
		String data = Base64.getEncoder().encodeToString(koala());
		return event("image/jpeg", "\"data_base64\": \"" + data + "\"");
	}

	static String event(String dataType, String data) {
		return """
				{"specversion": "1.0", "id": "1", "source": "/test", "type": "photo.taken", \
				"datacontenttype": "%s", %s}""".formatted(dataType, data);
	}

	/** Returns an event that names its photo by an address. */
	static String reference(String address) {
		return event("image/jpeg", "\"dataref\": \"" + address + "\"");
	}

	static JsonNode json(Exchange exchange) {
		return MAPPER.readTree(exchange.body());
	}

	static JsonNode json(Object text) {
		return MAPPER.readTree(text.toString());
	}

}
