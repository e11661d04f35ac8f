package dev.animals.http;

import java.util.List;
import java.util.Objects;

import io.cloudevents.CloudEvent;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

import dev.animals.classification.Classifier;
import dev.animals.event.Answer;
import dev.animals.event.ClassifyImage;
import dev.animals.metrics.Mode;
import dev.animals.rejection.Outcome;
import dev.animals.rejection.Outcome.Accepted;
import dev.animals.rejection.Reason;

/**
 * {@code POST /} and {@code POST /classify}: a picture as a body, in a form, or in
 * CloudEvents, answered the way it came.
 */
@RestController
class ClassifyController {

	private final RequestBodies bodies;

	private final RequestEvents events;

	private final PredictionPool pool;

	private final ClassifyImage classifyImage;

	private final Responses responses;

	private final int largestBatch;

	ClassifyController(RequestBodies bodies, RequestEvents events, PredictionPool pool, ClassifyImage classifyImage,
			Responses responses, HttpSettings settings) {
		this.bodies = bodies;
		this.events = events;
		this.pool = pool;
		this.classifyImage = classifyImage;
		this.responses = responses;
		this.largestBatch = settings.batch();
	}

	@PostMapping({ "/", "/classify" })
	ResponseEntity<byte[]> classify(HttpServletRequest request, @RequestHeader HttpHeaders headers) {
		return this.responses
			.respond(top(request.getQueryString()).then((top) -> this.bodies.read(request).then((body) -> {
				try (body) {
					return answer(headers, body.bytes(), top);
				}
			})));
	}

	// Not a parameter of the handler: for a form, those are read from the body.
	private static Outcome<Integer> top(@Nullable String query) {
		MultiValueMap<String, String> parameters = UriComponentsBuilder.newInstance()
			.query(Objects.requireNonNullElse(query, ""))
			.build()
			.getQueryParams();
		if (!parameters.containsKey("top")) {
			return new Accepted<>(ClassifyImage.DEFAULT_TOP);
		}
		String text = String.valueOf(parameters.getFirst("top"));
		if (text.matches("[0-9]{1,2}")) {
			int top = Integer.parseInt(text);
			if (top >= 1 && top <= Classifier.LONGEST_RANKING) {
				return new Accepted<>(top);
			}
		}
		return Outcome.rejected(Reason.INVALID_PARAMETER,
				"top is a whole number from 1 to %d.".formatted(Classifier.LONGEST_RANKING));
	}

	private Outcome<ResponseEntity<byte[]>> answer(HttpHeaders headers, byte[] body, int top) {
		if (body.length == 0) {
			return Outcome.rejected(Reason.EMPTY, "The body is empty; send a picture.");
		}
		return RequestEvents.type(headers).then((type) -> {
			Mode mode = RequestEvents.mode(headers, type);
			return switch (mode) {
				case IMAGE -> plain(RequestEvents.wrap(body, type.map(MediaType::toString)), top, mode);
				case MULTIPART -> Multipart.read(type.orElseThrow(), body).then((image) -> plain(image, top, mode));
				case BINARY, STRUCTURED, FUNCTION ->
					this.events.read(headers, body).then((event) -> event(event, top, mode));
				case BATCH -> this.events.readBatch(body, this.largestBatch).then((members) -> batch(members, top));
			};
		});
	}

	private Outcome<ResponseEntity<byte[]>> plain(CloudEvent image, int top, Mode mode) {
		return classify(image, top, mode).then((answer) -> new Accepted<>(this.responses.json(answer)));
	}

	private Outcome<ResponseEntity<byte[]>> event(CloudEvent request, int top, Mode mode) {
		return classify(request, top, mode).then((answer) -> new Accepted<>(
				this.responses.event(this.classifyImage.reply(request, new Accepted<>(answer)), mode)));
	}

	private Outcome<Answer> classify(CloudEvent request, int top, Mode mode) {
		return this.pool.call(() -> this.classifyImage.classify(request, top, mode)).then((outcome) -> outcome);
	}

	/**
	 * A batch takes one place in the pool, so that it is answered whole or not at all.
	 */
	private Outcome<ResponseEntity<byte[]>> batch(List<Outcome<CloudEvent>> members, int top) {
		return this.pool.call(() -> members.stream().map((member) -> reply(member, top)).toList())
			.then((replies) -> new Accepted<>(this.responses.batch(replies)));
	}

	private CloudEvent reply(Outcome<CloudEvent> member, int top) {
		Outcome<Answer> outcome = member.then((request) -> this.classifyImage.classify(request, top, Mode.BATCH));
		return this.classifyImage.reply((member instanceof Accepted<CloudEvent>(CloudEvent request)) ? request : null,
				outcome);
	}

}
