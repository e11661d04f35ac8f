package dev.animals.http;

import java.util.Optional;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.animals.event.RecordFeedback;
import dev.animals.rejection.Outcome;
import dev.animals.rejection.Outcome.Accepted;
import dev.animals.rejection.Reason;

/**
 * {@code POST /feedback}: what a user says of an answer, as JSON or as a CloudEvent.
 */
@RestController
class FeedbackController {

	private final RequestBodies bodies;

	private final RequestEvents events;

	private final RecordFeedback recordFeedback;

	private final Responses responses;

	FeedbackController(RequestBodies bodies, RequestEvents events, RecordFeedback recordFeedback, Responses responses) {
		this.bodies = bodies;
		this.events = events;
		this.recordFeedback = recordFeedback;
		this.responses = responses;
	}

	@PostMapping("/feedback")
	ResponseEntity<byte[]> record(HttpServletRequest request, @RequestHeader HttpHeaders headers) {
		return this.responses.respond(this.bodies.read(request).then((body) -> {
			try (body) {
				return record(headers, body.bytes()).then((_) -> new Accepted<>(ResponseEntity.accepted().build()));
			}
		}));
	}

	private Outcome<Boolean> record(HttpHeaders headers, byte[] body) {
		return RequestEvents.type(headers).then((type) -> switch (RequestEvents.mode(headers, type)) {
			case IMAGE -> isJson(type) ? this.recordFeedback.record(body) : unsupported();
			case BINARY, STRUCTURED ->
				this.events.read(headers, body).then((event) -> this.recordFeedback.record(data(event)));
			case MULTIPART, BATCH, FUNCTION -> unsupported();
		});
	}

	private static boolean isJson(Optional<MediaType> type) {
		return type.isEmpty() || type.filter(MediaType.APPLICATION_JSON::equalsTypeAndSubtype).isPresent();
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
