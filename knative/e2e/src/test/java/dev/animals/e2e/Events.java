package dev.animals.e2e;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes CloudEvents as senders do, and reads the answers. */
public final class Events {

	public static final String STRUCTURED = "application/cloudevents+json";

	public static final String BATCH = "application/cloudevents-batch+json";

	public static final String TYPE = "com.example.photo.taken";

	private Events() {
	}

	/**
	 * Returns the headers of an event in binary mode, as alternating names and values.
	 */
	public static String[] binary(String id) {
		return new String[] { "ce-specversion", "1.0", "ce-id", id, "ce-source", "/camera/7", "ce-type", TYPE,
				"Content-Type", "image/jpeg" };
	}

	/** Returns an event in structured mode. */
	public static byte[] structured(String id, byte[] photo) {
		return Answers.MAPPER.writeValueAsBytes(event(id, photo));
	}

	/** Returns a batch of events that all contain the same photo. */
	public static byte[] batch(int members, byte[] photo) {
		return Answers.MAPPER.writeValueAsBytes(
				Stream.iterate(1, (i) -> i + 1).limit(members).map((i) -> event("member-" + i, photo)).toList());
	}

	/** Returns an event with feedback, in structured mode. */
	public static byte[] feedback(String token, String label) {
		Map<String, Object> event = attributes("feedback-1", "dev.animals.feedback.v1");
		event.put("datacontenttype", "application/json");
		event.put("data", Map.of("prediction", token, "label", label));
		return Answers.MAPPER.writeValueAsBytes(event);
	}

	private static Map<String, Object> event(String id, byte[] photo) {
		Map<String, Object> event = attributes(id, TYPE);
		event.put("datacontenttype", "image/jpeg");
		event.put("data_base64", Base64.getEncoder().encodeToString(photo));
		return event;
	}

	private static Map<String, Object> attributes(String id, String type) {
		Map<String, Object> event = new LinkedHashMap<>();
		event.put("specversion", "1.0");
		event.put("id", id);
		event.put("source", "/camera/7");
		event.put("type", type);
		return event;
	}

	/** Returns the best label of each answer to a batch, in order. */
	public static List<String> bestOfBatch(String answer) {
		return Answers.MAPPER.readTree(answer)
			.valueStream()
			.map((event) -> Answers.best(event.required("data")))
			.toList();
	}

}
