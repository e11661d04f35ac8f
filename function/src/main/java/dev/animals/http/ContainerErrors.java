package dev.animals.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.animals.rejection.Outcome.Rejected;
import dev.animals.rejection.Problem;
import dev.animals.rejection.Reason;

/**
 * What the servlet container refuses by itself, told as a problem like all else. A body
 * that stalls is one: the container answers 408 in place of our answer, which has been
 * counted by then.
 */
@RestController
class ContainerErrors implements ErrorController {

	private final Responses responses;

	private final JsonMapper mapper;

	ContainerErrors(Responses responses, JsonMapper mapper) {
		this.responses = responses;
		this.mapper = mapper;
	}

	@RequestMapping("/error")
	ResponseEntity<byte[]> error(HttpServletRequest request) {
		if (!(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code)) {
			return this.responses.refuse(new Rejected<>(Reason.NOT_FOUND, "There is nothing at this path."));
		}
		HttpStatus status = HttpStatus.valueOf(code);
		Object problem = (status == HttpStatus.REQUEST_TIMEOUT)
				? Problem.of(new Rejected<>(Reason.SLOW_UPLOAD, "The body stopped arriving."))
				: ProblemDetail.forStatus(status);
		return ResponseEntity.status(status)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(this.mapper.writeValueAsBytes(problem));
	}

}
