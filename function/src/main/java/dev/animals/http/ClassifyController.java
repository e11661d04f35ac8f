package dev.animals.http;

import java.util.List;
import java.util.function.Supplier;

import io.cloudevents.CloudEvent;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.animals.classification.Classifier;
import dev.animals.event.Answer;
import dev.animals.event.AnswerOptions;
import dev.animals.event.ClassifyImage;
import dev.animals.event.Mode;
import dev.animals.event.Replies;
import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Answers {@code POST /} and {@code POST /classify}. The photo arrives as the body, in a
 * form or in CloudEvents, and the answer has the form of the request. {@link ErrorAdvice}
 * answers rejected requests.
 */
@RestController
class ClassifyController {

	private final RequestBodies bodies;

	private final PlainPhotos photos;

	private final RequestEvents events;

	private final ReferencedPhotos references;

	private final PredictionPool pool;

	private final ClassifyImage classifyImage;

	private final Replies replies;

	private final Responses responses;

	private final int largestBatch;

	ClassifyController(RequestBodies bodies, PlainPhotos photos, RequestEvents events, ReferencedPhotos references,
			PredictionPool pool, ClassifyImage classifyImage, Replies replies, Responses responses,
			HttpSettings settings) {
		this.bodies = bodies;
		this.photos = photos;
		this.events = events;
		this.references = references;
		this.pool = pool;
		this.classifyImage = classifyImage;
		this.replies = replies;
		this.responses = responses;
		this.largestBatch = settings.batch();
	}

	@PostMapping({ "/", "/classify" })
	ResponseEntity<byte[]> classify(HttpServletRequest request, @RequestHeader HttpHeaders headers) {
		try (Body body = this.bodies.read(request)) {
			// A sender that is still sending its photo would not see that a parameter is
			// wrong.
			QueryParameters query = new QueryParameters(request.getQueryString(), "top=3&ask=true");
			AnswerOptions options = new AnswerOptions(
					query.number("top", Classifier.LONGEST_RANKING, AnswerOptions.DEFAULT_TOP), query.flag("ask"));
			return classify(headers, body.bytes(), options);
		}
	}

	private ResponseEntity<byte[]> classify(HttpHeaders headers, byte[] body, AnswerOptions options) {
		if (body.length == 0 && !RequestEvents.hasReference(headers)) {
			throw new RejectedException(Reason.EMPTY, "The request has no body. Send the bytes of a photo.");
		}
		Mode mode = RequestEvents.mode(headers);
		return switch (mode) {
			case IMAGE, OPEN_INFERENCE -> photo(this.photos.read(headers, body), options, mode);
			case MULTIPART -> photo(ImageForm.read(headers, body), options, mode);
			case BINARY, STRUCTURED, FUNCTION -> event(this.events.read(headers, body), options, mode);
			case BATCH ->
				batch(this.pool.parse(body.length, () -> this.events.split(body, this.largestBatch)), options);
		};
	}

	private ResponseEntity<byte[]> photo(CloudEvent photo, AnswerOptions options, Mode mode) {
		Answer answer = this.pool.call(() -> this.classifyImage.classify(photo, options, mode));
		return this.responses.json(answer);
	}

	private ResponseEntity<byte[]> event(CloudEvent request, AnswerOptions options, Mode mode) {
		Answer answer = this.references.fetch(request, mode,
				(photo) -> this.pool.call(() -> this.classifyImage.classify(photo, options, mode)));
		return this.responses.event(this.replies.classified(request, answer), mode);
	}

	/** A batch takes turns with other requests. */
	private ResponseEntity<byte[]> batch(List<byte[]> members, AnswerOptions options) {
		List<Supplier<CloudEvent>> events = members.stream()
			.<Supplier<CloudEvent>>map((member) -> () -> this.events.readStructured(member))
			.toList();
		return this.responses.batch(this.pool.callInTurns(this.classifyImage.batch(events, options)));
	}

}
