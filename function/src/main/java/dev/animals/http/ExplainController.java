package dev.animals.http;

import io.cloudevents.CloudEvent;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.animals.event.ExplainImage;
import dev.animals.event.Explanation;
import dev.animals.event.Mode;
import dev.animals.event.Replies;
import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Answers {@code POST /explain}. The photo arrives as it does for a classification,
 * except in a batch. The answer is JSON, or a PNG if the Accept header prefers it.
 */
@RestController
class ExplainController {

	private final RequestBodies bodies;

	private final PlainPhotos photos;

	private final RequestEvents events;

	private final ReferencedPhotos references;

	private final PredictionPool pool;

	private final ExplainImage explainImage;

	private final Replies replies;

	private final Responses responses;

	ExplainController(RequestBodies bodies, PlainPhotos photos, RequestEvents events, ReferencedPhotos references,
			PredictionPool pool, ExplainImage explainImage, Replies replies, Responses responses) {
		this.bodies = bodies;
		this.photos = photos;
		this.events = events;
		this.references = references;
		this.pool = pool;
		this.explainImage = explainImage;
		this.replies = replies;
		this.responses = responses;
	}

	@PostMapping("/explain")
	ResponseEntity<byte[]> explain(HttpServletRequest request, @RequestHeader HttpHeaders headers) {
		try (Body body = this.bodies.read(request)) {
			String label = new QueryParameters(request.getQueryString(), "label=koala").text("label");
			if (body.length() == 0 && !RequestEvents.hasReference(headers)) {
				throw new RejectedException(Reason.EMPTY, "The request has no body. Send the bytes of a photo.");
			}
			Mode mode = RequestEvents.mode(headers);
			return this.references.fetch(photo(mode, headers, body.bytes()), mode,
					(photo) -> prefersPng(headers) ? draw(photo, label, mode) : explain(photo, label, mode));
		}
	}

	private CloudEvent photo(Mode mode, HttpHeaders headers, byte[] body) {
		return switch (mode) {
			case IMAGE, OPEN_INFERENCE -> this.photos.read(headers, body);
			case MULTIPART -> ImageForm.read(headers, body);
			case BINARY, STRUCTURED, FUNCTION -> this.events.read(headers, body);
			case BATCH -> throw new RejectedException(Reason.UNSUPPORTED_TYPE,
					"A batch cannot be explained. Send each event of the batch in a request of its own.");
		};
	}

	private ResponseEntity<byte[]> explain(CloudEvent photo, String label, Mode mode) {
		Explanation explanation = this.pool.call(() -> this.explainImage.explain(photo, label, mode));
		return isEvent(mode) ? this.responses.event(this.replies.explained(photo, explanation), mode)
				: this.responses.json(explanation);
	}

	private ResponseEntity<byte[]> draw(CloudEvent photo, String label, Mode mode) {
		byte[] png = this.pool.call(() -> this.explainImage.draw(photo, label, mode));
		return isEvent(mode) ? this.responses.event(this.replies.drawn(photo, png), mode)
				: ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).body(png);
	}

	private static boolean isEvent(Mode mode) {
		return switch (mode) {
			case BINARY, STRUCTURED, BATCH, FUNCTION -> true;
			case IMAGE, MULTIPART, OPEN_INFERENCE -> false;
		};
	}

	/**
	 * Returns whether the Accept header prefers PNG to JSON. A header that is absent,
	 * accepts both alike or cannot be read means JSON.
	 */
	static boolean prefersPng(HttpHeaders headers) {
		try {
			return quality(headers, MediaType.IMAGE_PNG) > quality(headers, MediaType.APPLICATION_JSON);
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	/**
	 * Returns the quality of the most specific range that includes a type (RFC 9110
	 * §12.5.1).
	 */
	private static double quality(HttpHeaders headers, MediaType type) {
		return headers.getAccept()
			.stream()
			.filter((range) -> range.includes(type))
			.min((one, other) -> one.isMoreSpecific(other) ? -1 : (other.isMoreSpecific(one) ? 1 : 0))
			.map(MediaType::getQualityValue)
			.orElse(0.0);
	}

}
