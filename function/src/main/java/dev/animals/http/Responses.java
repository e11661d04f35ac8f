package dev.animals.http;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.event.Refusals;
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
