package dev.animals.http;

import dev.animals.rejection.Reason;

/**
 * Example commands that work, for senders of rejected requests. {@code HOST} stands for
 * the address of the service, because a response repeats nothing from its request.
 */
final class Examples {

	private static final String EVENT = "curl -H 'ce-specversion: 1.0' -H 'ce-id: 1' -H 'ce-source: /camera'"
			+ " -H 'ce-type: photo' -H 'Content-Type: image/jpeg' --data-binary @photo.jpg HOST/";

	/** The answer is binary, so curl writes it to a file. */
	private static final String INFERENCE = "curl -H 'Inference-Header-Content-Length: 0' --data-binary @photo.jpg"
			+ " -o tensors HOST/v2/models/animals/infer";

	private Examples() {
	}

	/**
	 * Returns the command for a request.
	 * @param path the path of the request
	 * @param reason why the request was rejected
	 */
	static String of(String path, Reason reason) {
		if (InferenceError.isReadAt(path)) {
			return INFERENCE;
		}
		return switch (path) {
			case "/feedback" -> "curl -H 'Content-Type: application/json'"
					+ " -d '{\"prediction\": \"PREDICTION\", \"label\": \"koala\"}' HOST/feedback";
			case "/explain" -> "curl --data-binary @photo.jpg 'HOST/explain?label=koala'";
			case "/labels" -> "curl 'HOST/labels?q=lemur'";
			case "/classify", "/" ->
				(reason == Reason.MALFORMED_EVENT) ? EVENT : "curl --data-binary @photo.jpg 'HOST/classify?top=3'";
			default -> "curl HOST/openapi.yaml";
		};
	}

}
