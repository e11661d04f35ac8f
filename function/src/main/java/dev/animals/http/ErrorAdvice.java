package dev.animals.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
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
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Answers requests that a controller rejected or could not handle.
 */
@RestControllerAdvice
class ErrorAdvice {

	private static final Logger logger = LoggerFactory.getLogger(ErrorAdvice.class);

	private final Responses responses;

	ErrorAdvice(Responses responses) {
		this.responses = responses;
	}

	@ExceptionHandler
	ResponseEntity<byte[]> rejected(RejectedException ex) {
		return this.responses.rejected(ex);
	}

	@ExceptionHandler({ NoHandlerFoundException.class, NoResourceFoundException.class })
	ResponseEntity<byte[]> notFound() {
		return rejected(new RejectedException(Reason.NOT_FOUND,
				"This path does not exist. GET /openapi.yaml describes the paths of this service."));
	}

	@ExceptionHandler
	ResponseEntity<byte[]> wrongMethod(HttpRequestMethodNotSupportedException ex) {
		ResponseEntity<byte[]> response = rejected(new RejectedException(Reason.METHOD_NOT_ALLOWED,
				"This path does not support this method. The Allow header names those that it supports."));
		HttpHeaders headers = new HttpHeaders(response.getHeaders());
		headers.setAllow(Objects.requireNonNullElse(ex.getSupportedHttpMethods(), Set.of()));
		return new ResponseEntity<>(response.getBody(), headers, response.getStatusCode());
	}

	/** Ignores a lost connection, because nobody would receive an answer. */
	@ExceptionHandler({ IOException.class, UncheckedIOException.class })
	void connectionLost(Exception ex) {
		logger.debug("The connection was lost while the body was being read", ex);
	}

	/** Answers a fault of the service with status 500, which a Broker retries. */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> fault(Exception ex, HttpServletRequest request) {
		logger.error("A request failed", ex);
		ServerHttpObservationFilter.findObservationContext(request).ifPresent((observed) -> observed.setError(ex));
		return ResponseEntity.internalServerError()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR, "The service failed. Try again."));
	}

}
