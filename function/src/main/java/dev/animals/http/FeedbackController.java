package dev.animals.http;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.animals.event.RecordFeedback;
import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Answers {@code POST /feedback}. The feedback arrives as JSON or in a CloudEvent.
 */
@RestController
class FeedbackController {

	private final RequestBodies bodies;

	private final RequestEvents events;

	private final RecordFeedback recordFeedback;

	FeedbackController(RequestBodies bodies, RequestEvents events, RecordFeedback recordFeedback) {
		this.bodies = bodies;
		this.events = events;
		this.recordFeedback = recordFeedback;
	}

	@PostMapping("/feedback")
	ResponseEntity<Void> record(HttpServletRequest request, @RequestHeader HttpHeaders headers) {
		try (Body body = this.bodies.read(request)) {
			record(headers, body.bytes());
		}
		return ResponseEntity.accepted().build();
	}

	private void record(HttpHeaders headers, byte[] body) {
		switch (RequestEvents.mode(headers)) {
			case IMAGE -> {
				requireJson(RequestEvents.type(headers));
				this.recordFeedback.record(body);
			}
			case BINARY, STRUCTURED -> this.recordFeedback.record(this.events.read(headers, body));
			case MULTIPART, BATCH, OPEN_INFERENCE, FUNCTION -> throw unsupported();
		}
	}

	private static void requireJson(@Nullable MediaType type) {
		// curl declares a form of fields unless it is told a type.
		if (type != null && !MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)
				&& !MediaType.APPLICATION_FORM_URLENCODED.equalsTypeAndSubtype(type)) {
			throw unsupported();
		}
	}

	private static RejectedException unsupported() {
		return new RejectedException(Reason.UNSUPPORTED_TYPE,
				"Feedback must be application/json or a CloudEvent with such data. For instance: "
						+ "{\"prediction\": \"TOKEN\", \"label\": \"polar bear\"}.");
	}

}
