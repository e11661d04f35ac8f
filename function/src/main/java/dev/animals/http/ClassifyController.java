package dev.animals.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import io.cloudevents.CloudEvent;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.animals.classification.Classifier;
import dev.animals.event.Answer;
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

	private final PredictionPool pool;

	private final ClassifyImage classifyImage;

	private final Replies replies;

	private final Responses responses;

	private final int largestBatch;

	ClassifyController(RequestBodies bodies, PlainPhotos photos, RequestEvents events, PredictionPool pool,
			ClassifyImage classifyImage, Replies replies, Responses responses, HttpSettings settings) {
		this.bodies = bodies;
		this.photos = photos;
		this.events = events;
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
			int top = new QueryParameters(request.getQueryString(), "top=3").number("top", Classifier.LONGEST_RANKING,
					ClassifyImage.DEFAULT_TOP);
			return classify(headers, body.bytes(), top);
		}
	}

	private ResponseEntity<byte[]> classify(HttpHeaders headers, byte[] body, int top) {
		if (body.length == 0) {
			throw new RejectedException(Reason.EMPTY, "The request has no body. Send the bytes of a photo.");
		}
		Mode mode = RequestEvents.mode(headers);
		return switch (mode) {
			case IMAGE, OPEN_INFERENCE -> photo(this.photos.read(headers, body), top, mode);
			case MULTIPART -> photo(ImageForm.read(headers, body), top, mode);
			case BINARY, STRUCTURED, FUNCTION -> event(this.events.read(headers, body), top, mode);
			case BATCH -> batch(this.events.split(body, this.largestBatch), top);
		};
	}

	private ResponseEntity<byte[]> photo(CloudEvent photo, int top, Mode mode) {
		Answer answer = this.pool.call(() -> this.classifyImage.classify(photo, top, mode));
		return this.responses.json(answer);
	}

	private ResponseEntity<byte[]> event(CloudEvent request, int top, Mode mode) {
		Answer answer = this.pool.call(() -> this.classifyImage.classify(request, top, mode));
		return this.responses.event(this.replies.classified(request, answer), mode);
	}

	/**
	 * Classifies the members of a batch one after another in a single task of the pool,
	 * so that an overloaded service rejects the whole batch.
	 */
	private ResponseEntity<byte[]> batch(List<byte[]> members, int top) {
		List<CloudEvent> answers = this.pool.call(() -> ClassifyImage.together(() -> replies(members, top)));
		return this.responses.batch(answers);
	}

	private List<CloudEvent> replies(List<byte[]> members, int top) {
		List<CloudEvent> answers = new ArrayList<>();
		// The photos of a batch are often alike, so only one of them counts as a case.
		int chosen = members.isEmpty() ? 0 : ThreadLocalRandom.current().nextInt(members.size());
		for (byte[] member : members) {
			answers.add(reply(member, top, answers.size() == chosen));
		}
		return answers;
	}

	private CloudEvent reply(byte[] member, int top, boolean isCase) {
		CloudEvent request;
		try {
			request = this.events.readStructured(member);
		}
		catch (RejectedException ex) {
			return this.replies.rejected(null, ex);
		}
		return this.classifyImage.reply(request, top, Mode.BATCH, isCase);
	}

}
