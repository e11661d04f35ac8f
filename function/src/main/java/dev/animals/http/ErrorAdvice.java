package dev.animals.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

import dev.animals.rejection.Problem;
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
	ResponseEntity<byte[]> rejected(RejectedException ex, HttpServletRequest request) {
		return this.responses.rejected(ex, request.getServletPath());
	}

	@ExceptionHandler({ NoHandlerFoundException.class, NoResourceFoundException.class })
	ResponseEntity<byte[]> notFound(HttpServletRequest request) {
		return rejected(new RejectedException(Reason.NOT_FOUND,
				"This path does not exist. GET /openapi.yaml describes the paths of this service."), request);
	}

	@ExceptionHandler
	ResponseEntity<byte[]> wrongMethod(HttpRequestMethodNotSupportedException ex, HttpServletRequest request) {
		ResponseEntity<byte[]> response = rejected(
				new RejectedException(Reason.METHOD_NOT_ALLOWED,
						"This path does not support this method. The Allow header names those that it supports."),
				request);
		HttpHeaders headers = new HttpHeaders(response.getHeaders());
		headers.setAllow(Objects.requireNonNullElse(ex.getSupportedHttpMethods(), Set.of()));
		return new ResponseEntity<>(response.getBody(), headers, response.getStatusCode());
	}

	/** Ignores a lost connection, because nobody would receive an answer. */
	@ExceptionHandler({ IOException.class, UncheckedIOException.class })
	void connectionLost(Exception ex) {
		logger.debug("The connection was lost while the body was being read", ex);
	}

	/**
	 * Answers requests whose headers or body an endpoint of Spring cannot read. The
	 * endpoints of the health probes and of the management port belong to Spring.
	 */
	@ExceptionHandler({ HttpMessageNotReadableException.class, InvalidParameterException.class })
	ResponseEntity<byte[]> unreadable(HttpServletRequest request) {
		return refused(HttpStatus.BAD_REQUEST, new HttpHeaders(), request);
	}

	/**
	 * Answers any other exception. If Spring throws an exception with a status below 500,
	 * the request is at fault, for instance its Accept header. All others are faults of
	 * the service and get the status 500, which a Broker retries.
	 */
	@ExceptionHandler
	ResponseEntity<byte[]> fault(Exception ex, HttpServletRequest request) {
		if (ex instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
			return refused(HttpStatus.valueOf(response.getStatusCode().value()), response.getHeaders(), request);
		}
		logger.error("A request failed", ex);
		ServerHttpObservationFilter.findObservationContext(request).ifPresent((observed) -> observed.setError(ex));
		return this.responses.problem(Problem.of(500, "Internal Server Error", "The service failed. Try again."),
				request.getServletPath());
	}

	private ResponseEntity<byte[]> refused(HttpStatus status, HttpHeaders headers, HttpServletRequest request) {
		String detail = switch (status) {
			case NOT_ACCEPTABLE ->
				"This path has no answer of a type in the Accept header, or the header is malformed.";
			case UNSUPPORTED_MEDIA_TYPE -> "This path does not read bodies of the type in the Content-Type header.";
			default -> "A parameter or the body of the request is malformed.";
		};
		ResponseEntity<byte[]> response = this.responses
			.problem(Problem.of(status.value(), status.getReasonPhrase(), detail), request.getServletPath());
		return ResponseEntity.status(status).headers(headers).headers(response.getHeaders()).body(response.getBody());
	}

}
