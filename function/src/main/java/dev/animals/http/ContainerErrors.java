package dev.animals.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.animals.rejection.Problem;
import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Answers requests that the servlet container rejects by itself, so that these answers
 * are problems too. An example is a body that stops arriving: the container replaces the
 * answer of the service with its own status 408. The rejection has already been counted
 * by then.
 */
@RestController
class ContainerErrors implements ErrorController {

	private final Responses responses;

	ContainerErrors(Responses responses) {
		this.responses = responses;
	}

	@RequestMapping("/error")
	ResponseEntity<byte[]> error(HttpServletRequest request) {
		if (!(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code)) {
			return this.responses.rejected(new RejectedException(Reason.NOT_FOUND, "This path does not exist."), "");
		}
		HttpStatus status = HttpStatus.valueOf(code);
		String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
		Problem problem = (status == HttpStatus.REQUEST_TIMEOUT)
				? Problem.of(new RejectedException(Reason.SLOW_UPLOAD, "The body stopped arriving. Send it again."))
					.withExample(Examples.of(path, Reason.SLOW_UPLOAD))
				: Problem.of(code, status.getReasonPhrase(), "The service cannot read this request.");
		return this.responses.problem(problem, path);
	}

}
