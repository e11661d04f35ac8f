package dev.animals.http;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;

import dev.animals.rejection.Problem;

import static java.util.Objects.requireNonNull;

/**
 * Answers requests that never reach the application, because their path or headers cannot
 * be read. Tomcat itself would answer with a page in HTML. Requests in HTTP/0.9 get no
 * answer, because it would have no status.
 */
class UnreadableRequests extends ErrorReportValve {

	private final JsonMapper mapper;

	UnreadableRequests(JsonMapper mapper) {
		this.mapper = mapper;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		String version = request.getProtocol();
		if (version != null && version.isEmpty()) {
			request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, null);
			return;
		}
		if (!isDecodable(request.getRequestURI())) {
			response.sendError(HttpStatus.BAD_REQUEST.value());
			// sendError() suspends the output, to which report() writes.
			response.setSuspended(false);
			report(request, response, null);
			return;
		}
		super.invoke(request, response);
	}

	/**
	 * Returns whether a path can be decoded. Tomcat does not decode the parameters of a
	 * path, and Spring would fail on those that it cannot decode.
	 */
	private static boolean isDecodable(@Nullable String path) {
		try {
			return path == null || StringUtils.uriDecode(path, StandardCharsets.UTF_8) != null;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable failure) {
		int status = response.getStatus();
		if (status < HttpStatus.BAD_REQUEST.value() || response.getContentWritten() > 0
				|| !response.setErrorReported()) {
			return;
		}
		String detail = (status == HttpStatus.BAD_REQUEST.value())
				? "The path or a header of the request is malformed or too long."
				: "The server cannot answer this request.";
		Problem problem = Problem.of(status, HttpStatus.valueOf(status).getReasonPhrase(), detail);
		String path = Objects.requireNonNullElse(request.getRequestURI(), "");
		ResponseEntity<byte[]> answer = Responses.problem(ResponseEntity.status(status), problem, path, this.mapper);
		try {
			response.setContentType(String.valueOf(answer.getHeaders().getContentType()));
			Writer writer = response.getReporter();
			if (writer != null) {
				writer.write(new String(requireNonNull(answer.getBody()), StandardCharsets.UTF_8));
				response.finishResponse();
			}
		}
		catch (IOException ex) {
			// The sender has closed the connection, so nobody would receive an answer.
			getContainer().getLogger().debug("The connection was lost", ex);
		}
	}

}
