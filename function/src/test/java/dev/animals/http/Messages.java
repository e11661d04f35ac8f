package dev.animals.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Builds the bodies of requests by hand, as clients send them.
 */
final class Messages {

	static final String STRUCTURED = "application/cloudevents+json";

	static final String BATCH = "application/cloudevents-batch+json";

	static final String FORM = "multipart/form-data; boundary=border";

	private Messages() {
	}

	static String[] binaryHeaders(String type) {
		return new String[] { "ce-specversion", "1.0", "ce-id", "photo-1", "ce-source", "/camera/7", "ce-type",
				"com.example.photo", "ce-subject", "zoo", "Content-Type", type };
	}

	static Map<String, Object> event(String type, byte[] data) {
		return Map.of("specversion", "1.0", "id", "photo-1", "source", "/camera/7", "type", "com.example.photo",
				"subject", "zoo", "datacontenttype", type, "data_base64", Base64.getEncoder().encodeToString(data));
	}

	static byte[] structured(String type, byte[] data) {
		return Service.MAPPER.writeValueAsBytes(event(type, data));
	}

	static byte[] batch(Object... members) {
		return Service.MAPPER.writeValueAsBytes(List.of(members));
	}

	/** Returns a form with a text field and a file, with the boundary {@code border}. */
	static byte[] form(String name, String type, byte[] file) {
		return part("Content-Disposition: form-data; name=\"" + name + "\"; filename=\"a.jpg\"\r\nContent-Type: " + type
				+ "\r\n", file);
	}

	/**
	 * Returns a form like {@link #form}.
	 * @param headers the headers of the file, each with its line break
	 * @param file the content of the file
	 * @return the body, with the boundary {@code border}
	 */
	static byte[] part(String headers, byte[] file) {
		ByteArrayOutputStream form = new ByteArrayOutputStream();
		form.writeBytes(("--border\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n--border\r\n"
				+ headers + "\r\n")
			.getBytes(StandardCharsets.UTF_8));
		form.writeBytes(file);
		form.writeBytes("\r\n--border--\r\n".getBytes(StandardCharsets.UTF_8));
		return form.toByteArray();
	}

}
