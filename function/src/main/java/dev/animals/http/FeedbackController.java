package dev.animals.http;

import java.io.IOException;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.animals.event.RecordFeedback;
import dev.animals.http.RequestBodies.Body;
import dev.animals.metrics.Mode;
import dev.animals.rejection.Outcome;
import dev.animals.rejection.Outcome.Accepted;
import dev.animals.rejection.Outcome.Rejected;
import dev.animals.rejection.Reason;

/**
 * {@code POST /feedback}: what a user says of an answer, as JSON or as a CloudEvent.
 */
@RestController
class FeedbackController {

	private final RequestBodies bodies;

	private final EventMessages messages;

	private final RecordFeedback recordFeedback;

	private final Responses responses;

	FeedbackController(RequestBodies bodies, EventMessages messages, RecordFeedback recordFeedback,
			Responses responses) {
		this.bodies = bodies;
		this.messages = messages;
		this.recordFeedback = recordFeedback;
		this.responses = responses;
	}

	@PostMapping("/feedback")
	ResponseEntity<byte[]> record(HttpServletRequest request, @RequestHeader HttpHeaders headers) throws IOException {
		Outcome<Boolean> outcome = switch (this.bodies.read(request)) {
			case Rejected<Body>(Reason reason, String detail) -> Outcome.rejected(reason, detail);
			case Accepted<Body>(Body body) -> {
				try (body) {
					yield record(headers, body.bytes());
				}
			}
		};
		return switch (outcome) {
			case Rejected<Boolean> rejected -> this.responses.refuse(rejected);
			case Accepted<Boolean> _ -> ResponseEntity.status(HttpStatus.ACCEPTED).build();
		};
	}

	private Outcome<Boolean> record(HttpHeaders headers, byte[] body) {
		MediaType type = contentType(headers);
		return switch (EventMessages.mode(headers, type)) {
			case IMAGE -> isJson(type) ? this.recordFeedback.record(body) : unsupported();
			case BINARY, STRUCTURED -> switch (this.messages.read(headers, body)) {
				case Rejected<CloudEvent>(Reason reason, String detail) -> Outcome.rejected(reason, detail);
				case Accepted<CloudEvent>(CloudEvent event) -> this.recordFeedback.record(data(event));
			};
			case MULTIPART, BATCH, FUNCTION -> unsupported();
		};
	}

	private static @Nullable MediaType contentType(HttpHeaders headers) {
		try {
			return headers.getContentType();
		}
		catch (IllegalArgumentException ex) {
			return MediaType.ALL;
		}
	}

	private static boolean isJson(@Nullable MediaType type) {
		return type == null || MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type);
	}

	private static byte[] data(CloudEvent event) {
		CloudEventData data = event.getData();
		return (data != null) ? data.toBytes() : new byte[0];
	}

	private static Outcome<Boolean> unsupported() {
		return Outcome.rejected(Reason.UNSUPPORTED_TYPE,
				"Feedback is application/json, or a CloudEvent with such data.");
	}

}
