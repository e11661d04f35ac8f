package dev.animals.http;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import dev.animals.event.Refusals;
import dev.animals.metrics.Mode;
import dev.animals.rejection.Outcome;
import dev.animals.rejection.Outcome.Accepted;
import dev.animals.rejection.Outcome.Rejected;
import dev.animals.rejection.Problem;
import dev.animals.rejection.Reason;

import static java.util.Objects.requireNonNull;

/**
 * Turns answers and refusals into responses. Nothing of the request goes into a refusal.
 */
class Responses {

	private final Refusals refusals;

	private final JsonMapper mapper;

	private final EventFormat format = requireNonNull(
			EventFormatProvider.getInstance().resolveFormat(JsonFormat.CONTENT_TYPE));

	Responses(Refusals refusals, JsonMapper mapper) {
		this.refusals = refusals;
		this.mapper = mapper;
	}

	/**
	 * Ends a request.
	 * @param outcome the response, or why there is none
	 * @return the response, or a problem
	 */
	ResponseEntity<byte[]> respond(Outcome<ResponseEntity<byte[]>> outcome) {
		return switch (outcome) {
			case Accepted<ResponseEntity<byte[]>>(ResponseEntity<byte[]> response) -> response;
			case Rejected<ResponseEntity<byte[]>> rejected -> refuse(rejected);
		};
	}

	/**
	 * Refuses.
	 * @param rejected why
	 * @return the response, a problem of RFC 9457
	 */
	ResponseEntity<byte[]> refuse(Rejected<?> rejected) {
		Problem problem = this.refusals.refuse(rejected);
		ResponseEntity.BodyBuilder response = ResponseEntity.status(problem.status())
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		if (rejected.reason() == Reason.OVERLOADED) {
			response.header(HttpHeaders.RETRY_AFTER, "1");
		}
		if (rejected.reason() == Reason.SLOW_UPLOAD || rejected.reason() == Reason.TOO_LARGE) {
			// The rest of the body is not worth reading.
			response.header(HttpHeaders.CONNECTION, "close");
		}
		return response.body(this.mapper.writeValueAsBytes(problem));
	}

	/**
	 * Answers with JSON.
	 * @param value what becomes the body
	 * @return the response
	 */
	ResponseEntity<byte[]> json(Object value) {
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(this.mapper.writeValueAsBytes(value));
	}

	/**
	 * Answers with an event.
	 * @param event the event
	 * @param mode structured, or otherwise binary
	 * @return the response
	 */
	ResponseEntity<byte[]> event(CloudEvent event, Mode mode) {
		HttpHeaders headers = new HttpHeaders();
		List<byte[]> bodies = new ArrayList<>();
		var writer = HttpMessageFactory.createWriter(headers::set, bodies::add);
		if (mode == Mode.STRUCTURED) {
			writer.writeStructured(event, JsonFormat.CONTENT_TYPE);
		}
		else {
			writer.writeBinary(event);
		}
		return ResponseEntity.ok().headers(headers).body(bodies.getFirst());
	}

	/**
	 * Answers with a batch.
	 * @param events its members
	 * @return the response
	 */
	ResponseEntity<byte[]> batch(List<CloudEvent> events) {
		ByteArrayOutputStream json = new ByteArrayOutputStream();
		char before = '[';
		for (CloudEvent event : events) {
			json.write(before);
			json.writeBytes(this.format.serialize(event));
			before = ',';
		}
		json.write(']');
		return ResponseEntity.ok().contentType(RequestEvents.BATCH).body(json.toByteArray());
	}

}
