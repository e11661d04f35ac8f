package dev.animals.release.deadletters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;

/** Answers requests with short texts. */
final class Answers {

	private Answers() {
	}

	/** Answers with one line of text, or with no body if the line is empty. */
	static void send(HttpExchange exchange, int status, String line) throws IOException {
		send(exchange, status, "text/plain; charset=utf-8",
				line.isEmpty() ? new byte[0] : (line + "\n").getBytes(StandardCharsets.UTF_8));
	}

	static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.sendResponseHeaders(status, (body.length == 0) ? -1 : body.length);
		exchange.getResponseBody().write(body);
	}

}
