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

import dev.animals.event.Mode;
import dev.animals.event.Rejections;
import dev.animals.inference.InferenceResponse;
import dev.animals.rejection.Problem;
import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

import static java.util.Objects.requireNonNull;

/**
 * Turns answers and rejections into HTTP responses. A response to a rejected request
 * repeats nothing from the request.
 */
class Responses {

	private final Rejections rejections;

	private final JsonMapper mapper;

	private final EventFormat format = requireNonNull(
			EventFormatProvider.getInstance().resolveFormat(JsonFormat.CONTENT_TYPE));

	Responses(Rejections rejections, JsonMapper mapper) {
		this.rejections = rejections;
		this.mapper = mapper;
	}

	/**
	 * Reports a rejection and answers with its problem.
	 * @param rejected the rejection
	 * @param path the path of the request, for an example of a request that works
	 * @return the response, with a problem (RFC 9457) as its body
	 */
	ResponseEntity<byte[]> rejected(RejectedException rejected, String path) {
		Problem problem = this.rejections.report(rejected).withExample(Examples.of(path, rejected.reason()));
		ResponseEntity.BodyBuilder response = ResponseEntity.status(problem.status());
		if (rejected.reason() == Reason.OVERLOADED) {
			response.header(HttpHeaders.RETRY_AFTER, "1");
		}
		if (rejected.reason() == Reason.SLOW_UPLOAD || rejected.reason() == Reason.TOO_LARGE) {
			// Closing the connection saves reading the rest of the body.
			response.header(HttpHeaders.CONNECTION, "close");
		}
		return problem(response, problem, path);
	}

	/**
	 * Answers with a problem that is not a rejection.
	 * @param problem the problem
	 * @param path the path of the request
	 * @return the response
	 */
	ResponseEntity<byte[]> problem(Problem problem, String path) {
		return problem(ResponseEntity.status(problem.status()), problem, path);
	}

	private ResponseEntity<byte[]> problem(ResponseEntity.BodyBuilder response, Problem problem, String path) {
		return problem(response, problem, path, this.mapper);
	}

	/**
	 * Answers with a problem in the form that the sender reads.
	 * @param response the response without a body
	 * @param problem the problem
	 * @param path the path of the request, which determines the form
	 * @param mapper writes JSON
	 * @return the response
	 */
	static ResponseEntity<byte[]> problem(ResponseEntity.BodyBuilder response, Problem problem, String path,
			JsonMapper mapper) {
		return InferenceError.isReadAt(path)
				? response.contentType(MediaType.APPLICATION_JSON)
					.body(mapper.writeValueAsBytes(InferenceError.of(problem)))
				: response.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(mapper.writeValueAsBytes(problem));
	}

	/**
	 * Answers with the tensors of an inference.
	 * @param inference the inference
	 * @return the response, as JSON or, if an output is binary, as JSON and bytes
	 */
	ResponseEntity<byte[]> inference(InferenceResponse inference) {
		InferenceResponse.Encoded encoded = inference.encode(this.mapper);
		ResponseEntity.BodyBuilder response = ResponseEntity.ok();
		if (encoded.isBinary()) {
			response.contentType(MediaType.APPLICATION_OCTET_STREAM)
				.header(InferenceController.JSON_LENGTH, String.valueOf(encoded.jsonLength()));
		}
		else {
			response.contentType(MediaType.APPLICATION_JSON);
		}
		return response.body(encoded.body());
	}

	/**
	 * Answers with JSON.
	 * @param value the value to write as the body
	 * @return the response
	 */
	ResponseEntity<byte[]> json(Object value) {
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(this.mapper.writeValueAsBytes(value));
	}

	/**
	 * Answers with an event.
	 * @param event the event
	 * @param mode {@link Mode#STRUCTURED} for structured mode; otherwise the event is
	 * written in binary mode
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
	 * Answers with a batch of events.
	 * @param events the members of the batch
	 * @return the response
	 */
	ResponseEntity<byte[]> batch(List<CloudEvent> events) {
		ByteArrayOutputStream json = new ByteArrayOutputStream();
		char separator = '[';
		for (CloudEvent event : events) {
			json.write(separator);
			json.writeBytes(this.format.serialize(event));
			separator = ',';
		}
		json.write(']');
		return ResponseEntity.ok().contentType(RequestEvents.BATCH).body(json.toByteArray());
	}

}
