package dev.animals.http;

import java.util.Base64;

import io.cloudevents.CloudEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Reads a photo in JSON: {@code {"image": "…"}} with the photo in Base64 or as a data URL
 * (RFC 2397).
 */
final class ImageJson {

	private static final String EXAMPLE = "Send {\"image\": \"PHOTO\"} with the photo in Base64 or as a data URL, or "
			+ "send its bytes without JSON.";

	private ImageJson() {
	}

	/**
	 * Reads the photo.
	 * @param mapper reads JSON
	 * @param body the JSON
	 * @return an event whose data is the photo
	 * @throws RejectedException if this is not such JSON
	 */
	static CloudEvent read(JsonMapper mapper, byte[] body) {
		String image = image(mapper, body);
		int start = image.startsWith("data:") ? image.indexOf(',') + 1 : 0;
		try {
			return PlainPhotos.wrap(decode(image.substring(start)), null);
		}
		catch (IllegalArgumentException ex) {
			throw new RejectedException(Reason.INVALID_PARAMETER,
					"The image in the JSON is not valid Base64. " + EXAMPLE);
		}
	}

	private static String image(JsonMapper mapper, byte[] body) {
		try {
			// The command base64 breaks lines, and people put its output into JSON as it
			// is.
			Photo photo = mapper.readerFor(Photo.class)
				.with(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
				.readValue(body);
			if (photo != null && photo.image() != null && !photo.image().isBlank()) {
				return photo.image().strip();
			}
		}
		catch (JacksonException ex) {
			throw new RejectedException(Reason.INVALID_PARAMETER, "The body is not the expected JSON. " + EXAMPLE);
		}
		throw new RejectedException(Reason.EMPTY, "The JSON has no image. " + EXAMPLE);
	}

	/** Line breaks and the alphabet for URLs (RFC 4648 §5) are accepted as well. */
	private static byte[] decode(String text) {
		String base64 = text.replaceAll("\\s+", "").replace('-', '+').replace('_', '/');
		return Base64.getDecoder().decode(base64);
	}

	private record Photo(@Nullable String image) {
	}

}
