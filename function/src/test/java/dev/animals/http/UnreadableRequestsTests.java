package dev.animals.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import dev.animals.testing.RawConnection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients of Java refuse to send such requests, so the tests write them to a socket.
 */
@ServiceTest
class UnreadableRequestsTests {

	private final int port;

	UnreadableRequestsTests(@LocalServerPort int port) {
		this.port = port;
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a%2Fb", "/%", "/%00", "/a b", "/labels;q=%e2%82%", "/;%zz" })
	void aPathThatTomcatCannotReadIsAnsweredWithAProblem(String path) throws IOException {
		assertProblem(send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
	}

	/** Clients of the Open Inference Protocol read errors of another form. */
	@ParameterizedTest
	@ValueSource(strings = { "/v2/models/a%5Cb/infer", "/v2/models/%zz/infer", "/v1/models/a%2Fb:predict",
			"/v2/models;q=%e2%82%" })
	void anUnreadablePathOfAnInferenceIsAnsweredWithAnError(String path) throws IOException {
		assertThat(send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 400 ")
			.containsIgnoringCase("\r\nContent-Type: application/json")
			.contains("\"status\":400", "\"error\":\"The path or a header of the request is malformed or too long.\"");
	}

	@Test
	void headersOverTheLimitAreAnsweredWithAProblem() throws IOException {
		assertProblem(send("GET /model HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "a".repeat(9000) + "\r\n\r\n"));
	}

	/** Answers of HTTP/0.9 have no status, so the service cannot reject a request. */
	@ParameterizedTest
	@ValueSource(strings = { "GET /", "GET HTTP/1.1" })
	void theConnectionIsClosedAfterARequestInHttp09(String requestLine) throws IOException {
		assertThat(send(requestLine + "\r\nHost: localhost\r\n\r\n")).isEmpty();
	}

	private static void assertProblem(String response) {
		assertThat(response).startsWith("HTTP/1.1 400 ")
			.containsIgnoringCase("\r\nContent-Type: application/problem+json")
			.contains("\"status\":400", "The path or a header of the request is malformed or too long.")
			.doesNotContain("<html");
	}

	private String send(String request) throws IOException {
		return new String(RawConnection.exchange(this.port, request.getBytes(StandardCharsets.US_ASCII)),
				StandardCharsets.UTF_8);
	}

}
