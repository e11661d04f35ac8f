package dev.animals.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.cloudevents.CloudEvent;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

import dev.animals.classification.Classifier;
import dev.animals.event.Answer;
import dev.animals.event.ClassifyImage;
import dev.animals.http.RequestBodies.Body;
import dev.animals.metrics.Mode;
import dev.animals.rejection.Outcome;
import dev.animals.rejection.Outcome.Accepted;
import dev.animals.rejection.Outcome.Rejected;
import dev.animals.rejection.Reason;

/**
 * {@code POST /} and {@code POST /classify}: a picture as a body, in a form, or in
 * CloudEvents, answered the way it came.
 */
@RestController
class ClassifyController {

	private final RequestBodies bodies;

	private final EventMessages messages;

	private final PredictionPool pool;

	private final ClassifyImage classifyImage;

	private final Responses responses;

	private final int largestBatch;

	ClassifyController(RequestBodies bodies, EventMessages messages, PredictionPool pool, ClassifyImage classifyImage,
			Responses responses, HttpSettings settings) {
		this.bodies = bodies;
		this.messages = messages;
		this.pool = pool;
		this.classifyImage = classifyImage;
		this.responses = responses;
		this.largestBatch = settings.batch();
	}

	@PostMapping({ "/", "/classify" })
	ResponseEntity<byte[]> classify(HttpServletRequest request, @RequestHeader HttpHeaders headers) throws IOException {
		Outcome<Integer> wanted = top(request.getQueryString());
		if (wanted instanceof Rejected<Integer> rejected) {
			return this.responses.refuse(rejected);
		}
		int count = ((Accepted<Integer>) wanted).value();
		Outcome<Body> read = this.bodies.read(request);
		return switch (read) {
			case Rejected<Body> rejected -> this.responses.refuse(rejected);
			case Accepted<Body>(Body body) -> {
				try (body) {
					yield answer(headers, body.bytes(), count);
				}
			}
		};
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

	private ResponseEntity<byte[]> answer(HttpHeaders headers, byte[] body, int top) {
		if (body.length == 0) {
			return this.responses.refuse(new Rejected<>(Reason.EMPTY, "The body is empty; send a picture."));
		}
		MediaType type;
		try {
			type = headers.getContentType();
		}
		catch (IllegalArgumentException ex) {
			return this.responses.refuse(new Rejected<>(Reason.UNSUPPORTED_TYPE, "The Content-Type is no media type."));
		}
		Mode mode = EventMessages.mode(headers, type);
		return switch (mode) {
			case IMAGE ->
				answerOne(new Accepted<>(EventMessages.wrap(body, (type != null) ? type.toString() : null)), top, mode);
			case MULTIPART -> answerOne(Multipart.read(Objects.requireNonNull(type), body), top, mode);
			case BINARY, STRUCTURED, FUNCTION -> answerOne(this.messages.read(headers, body), top, mode);
			case BATCH -> answerBatch(this.messages.readBatch(body, this.largestBatch), top);
		};
	}

	private ResponseEntity<byte[]> answerOne(Outcome<CloudEvent> read, int top, Mode mode) {
		return switch (read) {
			case Rejected<CloudEvent> rejected -> this.responses.refuse(rejected);
			case Accepted<CloudEvent>(CloudEvent request) -> switch (classify(request, top, mode)) {
				case Rejected<Answer> rejected -> this.responses.refuse(rejected);
				case Accepted<Answer>(Answer answer) when mode == Mode.IMAGE || mode == Mode.MULTIPART ->
					this.responses.json(answer);
				case Accepted<Answer> accepted ->
					this.messages.write(this.classifyImage.reply(request, accepted), mode);
			};
		};
	}

	private Outcome<Answer> classify(CloudEvent request, int top, Mode mode) {
		Outcome<Outcome<Answer>> done = this.pool.call(() -> this.classifyImage.classify(request, top, mode));
		return switch (done) {
			case Rejected<Outcome<Answer>>(Reason reason, String detail) -> new Rejected<>(reason, detail);
			case Accepted<Outcome<Answer>>(Outcome<Answer> outcome) -> outcome;
		};
	}

	/**
	 * A batch takes one place in the pool, so that it is answered whole or not at all.
	 */
	private ResponseEntity<byte[]> answerBatch(Outcome<List<Outcome<CloudEvent>>> read, int top) {
		return switch (read) {
			case Rejected<List<Outcome<CloudEvent>>> rejected -> this.responses.refuse(rejected);
			case Accepted<List<Outcome<CloudEvent>>>(List<Outcome<CloudEvent>> members) ->
				switch (this.pool.call(() -> answers(members, top))) {
					case Rejected<List<CloudEvent>> rejected -> this.responses.refuse(rejected);
					case Accepted<List<CloudEvent>>(List<CloudEvent> replies) -> this.messages.writeBatch(replies);
				};
		};
	}

	private List<CloudEvent> answers(List<Outcome<CloudEvent>> members, int top) {
		List<CloudEvent> replies = new ArrayList<>();
		for (Outcome<CloudEvent> member : members) {
			replies.add(switch (member) {
				case Rejected<CloudEvent>(Reason reason, String detail) ->
					this.classifyImage.reply(null, Outcome.rejected(reason, detail));
				case Accepted<CloudEvent>(CloudEvent request) ->
					this.classifyImage.reply(request, this.classifyImage.classify(request, top, Mode.BATCH));
			});
		}
		return replies;
	}

}
