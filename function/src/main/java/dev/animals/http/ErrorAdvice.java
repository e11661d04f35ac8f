package dev.animals.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

import dev.animals.rejection.Outcome.Rejected;
import dev.animals.rejection.Reason;

/**
 * What no controller answered.
 */
@RestControllerAdvice
class ErrorAdvice {

	private static final Logger logger = LoggerFactory.getLogger(ErrorAdvice.class);

	private final Responses responses;

	ErrorAdvice(Responses responses) {
		this.responses = responses;
	}

	@ExceptionHandler({ NoHandlerFoundException.class, NoResourceFoundException.class })
	ResponseEntity<byte[]> notFound() {
		return this.responses.refuse(new Rejected<>(Reason.NOT_FOUND, "There is nothing at this path."));
	}

	@ExceptionHandler
	ResponseEntity<byte[]> wrongMethod(HttpRequestMethodNotSupportedException ex) {
		ResponseEntity<byte[]> response = this.responses
			.refuse(new Rejected<>(Reason.METHOD_NOT_ALLOWED, "This path does not take this method."));
		HttpHeaders headers = new HttpHeaders(response.getHeaders());
		headers.setAllow(Objects.requireNonNullElse(ex.getSupportedHttpMethods(), Set.of()));
		return new ResponseEntity<>(response.getBody(), headers, response.getStatusCode());
	}

	/** The sender went away while its body was read, so that no one hears an answer. */
	@ExceptionHandler({ IOException.class, UncheckedIOException.class })
	void senderGone(Exception ex) {
		logger.debug("The sender went away", ex);
	}

	/** A fault of ours: the sender, for instance a Broker, may try again. */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> fault(Exception ex) {
		logger.error("A request failed", ex);
		return ResponseEntity.internalServerError()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR, "The service failed; try again."));
	}

}
