package dev.animals.http;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.cloudevents.CloudEvent;
import jakarta.servlet.http.HttpServletRequest;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.animals.event.ExplainImage;
import dev.animals.event.InferPhotos;
import dev.animals.event.Inference;
import dev.animals.event.Mode;
import dev.animals.inference.Instances;

/**
 * Answers requests of KServe's protocol v1, which TensorFlow Serving introduced. Metrics
 * count them as requests of the Open Inference Protocol, its successor.
 */
@RestController
class InstancesController {

	/**
	 * The body, the photos in it, and the blocks of which a photo consists while it is
	 * read.
	 */
	private static final int COPIES = 3;

	private final RequestBodies bodies;

	private final JsonMapper mapper;

	private final int batch;

	private final ServedModel model;

	private final PredictionPool pool;

	private final InferPhotos inferPhotos;

	private final ExplainImage explainImage;

	private final Responses responses;

	InstancesController(RequestBodies bodies, JsonMapper mapper, HttpSettings settings, ServedModel model,
			PredictionPool pool, InferPhotos inferPhotos, ExplainImage explainImage, Responses responses) {
		this.bodies = bodies;
		this.mapper = mapper;
		this.batch = settings.batch();
		this.model = model;
		this.pool = pool;
		this.inferPhotos = inferPhotos;
		this.explainImage = explainImage;
		this.responses = responses;
	}

	@PostMapping("/v1/models/{name}:predict")
	ResponseEntity<byte[]> predict(HttpServletRequest request, @PathVariable String name) {
		return answer(request, name, "predictions",
				(photos) -> this.inferPhotos.infer(photos, Mode.OPEN_INFERENCE, this.pool::callInTurns)
					.stream()
					.map(Inference::answer)
					.toList());
	}

	@PostMapping("/v1/models/{name}:explain")
	ResponseEntity<byte[]> explain(HttpServletRequest request, @PathVariable String name) {
		return answer(request, name, "explanations",
				(photos) -> this.pool.callInTurns(this.explainImage.explanations(photos, Mode.OPEN_INFERENCE)));
	}

	private ResponseEntity<byte[]> answer(HttpServletRequest request, String name, String member,
			Function<List<CloudEvent>, List<?>> work) {
		try (Body body = this.bodies.readBatch(request, COPIES)) {
			this.model.require(name, null);
			List<CloudEvent> photos = this.pool
				.parse(body.length(), () -> Instances.read(this.mapper, body.bytes(), this.batch))
				.stream()
				.map((photo) -> PlainPhotos.wrap(photo, null))
				.toList();
			return this.responses.json(Map.of(member, work.apply(photos)));
		}
	}

}
