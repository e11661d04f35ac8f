package dev.animals.e2e;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** CloudEvents as senders write them. */
final class Events {

	static final String STRUCTURED = "application/cloudevents+json";

	static final String BATCH = "application/cloudevents-batch+json";

	static final String TYPE = "com.example.photo.taken";

	private Events() {
	}

	/** The headers of an event in binary mode. */
	static String[] binary(String id) {
		return new String[] { "ce-specversion", "1.0", "ce-id", id, "ce-source", "/camera/7", "ce-type", TYPE,
				"Content-Type", "image/jpeg" };
	}

	static byte[] structured(String id, byte[] photo) {
		return Photos.MAPPER.writeValueAsBytes(event(id, photo));
	}

	static byte[] batch(int members, byte[] photo) {
		return Photos.MAPPER.writeValueAsBytes(
				Stream.iterate(1, (i) -> i + 1).limit(members).map((i) -> event("member-" + i, photo)).toList());
	}

	/** Feedback, as the page sends it but as an event. */
	static byte[] feedback(String token, String label) {
		Map<String, Object> event = attributes("feedback-1", "dev.animals.feedback.v1");
		event.put("datacontenttype", "application/json");
		event.put("data", Map.of("prediction", token, "label", label));
		return Photos.MAPPER.writeValueAsBytes(event);
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

	/** The labels of a batch's answers, in order. */
	static List<String> bestOfBatch(String answer) {
		return Photos.MAPPER.readTree(answer)
			.valueStream()
			.map((event) -> Photos.best(event.required("data")))
			.toList();
	}

}
