package dev.animals.http;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import dev.animals.event.Refusals;
import dev.animals.rejection.Outcome;
import dev.animals.rejection.Outcome.Accepted;
import dev.animals.rejection.Outcome.Rejected;
import dev.animals.rejection.Problem;
import dev.animals.rejection.Reason;

/**
 * Turns refusals into responses; nothing of the request goes into them.
 */
class Responses {

	private final Refusals refusals;

	private final JsonMapper mapper;

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

}
