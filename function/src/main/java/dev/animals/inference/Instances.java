package dev.animals.inference;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Reads requests of KServe's protocol v1. An instance is {@code {"b64": "…"}} or
 * {@code {"image": {"b64": "…"}}}, with a photo in Base64.
 */
public final class Instances {

	private static final String FORM = " Send {\"instances\": [{\"b64\": \"PHOTO\"}]} with photos in Base64.";

	private Instances() {
	}

	/**
	 * Reads a request.
	 * @param mapper reads JSON
	 * @param body the JSON
	 * @param batch the largest number of photos in a request
	 * @return the encoded photos, at least one; each may still be no image
	 * @throws RejectedException if the request is malformed or has too many photos
	 */
	public static List<byte[]> read(JsonMapper mapper, byte[] body, int batch) {
		List<byte[]> photos = new ArrayList<>();
		try (JsonParser parser = mapper.createParser(body)) {
			JsonReader json = new JsonReader(parser);
			parser.nextToken();
			json.object("The request", (member) -> {
				if (member.equals("instances")) {
					json.array("instances", () -> readInstance(json, photos, batch));
				}
				json.skip();
			});
			if (parser.nextToken() != null) {
				throw Malformed.because("Other bytes follow the JSON." + FORM);
			}
		}
		catch (JacksonException ex) {
			throw Malformed.because("The body is not valid JSON, or a photo in it is not valid Base64." + FORM);
		}
		if (photos.isEmpty()) {
			throw Malformed.because("The request has no instances." + FORM);
		}
		return photos;
	}

	private static void readInstance(JsonReader json, List<byte[]> photos, int batch) {
		int before = photos.size();
		readPhoto(json, photos);
		if (photos.size() != before + 1) {
			throw Malformed.because("Instance %d, counted from 0, has %d photos, but each needs one." + FORM, before,
					photos.size() - before);
		}
		if (photos.size() > batch) {
			throw new RejectedException(Reason.TOO_LARGE,
					"The request has more photos than the limit, which is %d. Split it into smaller requests."
						.formatted(batch));
		}
	}

	private static void readPhoto(JsonReader json, List<byte[]> photos) {
		json.object("An instance", (member) -> {
			switch (member) {
				case "b64" -> photos.add(json.parser().getBinaryValue(TensorData.BASE64));
				case "image" -> readPhoto(json, photos);
				default -> json.skip();
			}
		});
	}

}
