package dev.animals.http;

import java.util.List;

import io.cloudevents.CloudEvent;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.animals.event.InferPhotos;
import dev.animals.event.Inference;
import dev.animals.event.Mode;
import dev.animals.inference.InferenceRequest;
import dev.animals.inference.InferenceResponse;
import dev.animals.inference.RequestReader;
import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Answers requests for inference of the Open Inference Protocol v2. The type of a request
 * does not matter, because some clients declare none and curl declares a form.
 */
@RestController
class InferenceController {

	/** The length of the JSON in front of binary tensors, in bytes. */
	static final String JSON_LENGTH = "Inference-Header-Content-Length";

	/**
	 * Copies of a tensor in memory: the body, the elements while they grow, the photos.
	 */
	private static final int COPIES = 4;

	private final RequestBodies bodies;

	private final RequestReader reader;

	private final ServedModel model;

	private final PredictionPool pool;

	private final InferPhotos inferPhotos;

	private final InferenceOutputs outputs;

	private final Responses responses;

	InferenceController(RequestBodies bodies, RequestReader reader, ServedModel model, PredictionPool pool,
			InferPhotos inferPhotos, InferenceOutputs outputs, Responses responses) {
		this.bodies = bodies;
		this.reader = reader;
		this.model = model;
		this.pool = pool;
		this.inferPhotos = inferPhotos;
		this.outputs = outputs;
		this.responses = responses;
	}

	@PostMapping({ "/v2/models/{name}/infer", "/v2/models/{name}/versions/{version}/infer" })
	ResponseEntity<byte[]> infer(HttpServletRequest request, @PathVariable String name,
			@PathVariable(required = false) @Nullable String version,
			@RequestHeader(value = JSON_LENGTH, required = false) @Nullable String jsonLength) {
		try (Body body = this.bodies.readBatch(request, COPIES)) {
			this.model.require(name, version);
			if (body.length() == 0) {
				throw new RejectedException(Reason.EMPTY,
						"The request has no body. Send JSON or the bytes of a photo.");
			}
			int length = jsonLength(jsonLength, body.length());
			return infer(name, this.pool.parse(body.length(), () -> this.reader.read(body.bytes(), length)));
		}
	}

	private static int jsonLength(@Nullable String header, int body) {
		if (header == null) {
			return body;
		}
		int length = header.strip().matches("[0-9]{1,9}") ? Integer.parseInt(header.strip()) : Integer.MAX_VALUE;
		if (length > body) {
			throw new RejectedException(Reason.MALFORMED_INFERENCE,
					"The header %s must be the size of the JSON in bytes, from 0 to the size of the body, which is %d."
						.formatted(JSON_LENGTH, body));
		}
		return length;
	}

	private ResponseEntity<byte[]> infer(String name, InferenceRequest request) {
		List<CloudEvent> photos = request.photos().stream().map((photo) -> PlainPhotos.wrap(photo, null)).toList();
		List<Inference> inferences = this.inferPhotos.infer(photos, Mode.OPEN_INFERENCE, this.pool::callInTurns);
		// The log contains the id of each prediction.
		String id = request.id().isEmpty() ? inferences.getFirst().answer().id() : request.id();
		return this.responses.inference(new InferenceResponse(name, this.model.version(), this.model.identity(), id,
				request.outputs().stream().map((output) -> this.outputs.tensor(output, inferences)).toList()));
	}

}
