package dev.animals.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.animals.testing.RawConnection;

/**
 * An answer as it arrives on the connection.
 *
 * @param status the status, or 0 if there is no status line, as in HTTP/0.9
 * @param head the status line and the headers
 * @param body the body, with the headers of its chunks
 */
record RawAnswer(int status, String head, String body) {

	private static final Pattern STATUS_LINE = Pattern.compile("(?=HTTP/1\\.[01] \\d{3}[ \\r])");

	/**
	 * Sends bytes and reads all answers.
	 * @param port the port of the server
	 * @param request the bytes, in the encoding ISO 8859-1
	 * @return the answers, which are none if the server only closes the connection
	 * @throws IOException if the connection fails
	 */
	static List<RawAnswer> to(int port, String request) throws IOException {
		String text = new String(RawConnection.exchange(port, request.getBytes(StandardCharsets.ISO_8859_1)),
				StandardCharsets.UTF_8);
		return text.isEmpty() ? List.of() : STATUS_LINE.splitAsStream(text).map(RawAnswer::of).toList();
	}

	private static RawAnswer of(String text) {
		if (!text.startsWith("HTTP/1.")) {
			return new RawAnswer(0, "", text);
		}
		String[] parts = text.split("\r\n\r\n", 2);
		return new RawAnswer(Integer.parseInt(text.substring(9, 12)), parts[0], (parts.length > 1) ? parts[1] : "");
	}

	/**
	 * Returns whether this answer is an expected one.
	 * @param expected {@code accept}, a status, or the first digit of one with
	 * {@code xx}; then, after semicolons, names of headers that the answer must have, or
	 * must not have after an exclamation mark, where {@code body} stands for the body
	 */
	boolean is(String expected) {
		String[] parts = expected.split(";", -1);
		for (int index = 1; index < parts.length; index++) {
			boolean isAbsent = parts[index].startsWith("!");
			if (has(parts[index].substring(isAbsent ? 1 : 0)) == isAbsent) {
				return false;
			}
		}
		return outcome().equals(parts[0]) || ((this.status / 100 + "xx").equals(parts[0]) && !isAccepted());
	}

	private boolean has(String name) {
		return name.equals("body") ? !this.body.isEmpty()
				: this.head.toLowerCase(Locale.ROOT).contains("\r\n" + name + ":");
	}

	/**
	 * Returns {@code accept} if the server has understood the request, and the status
	 * otherwise. The service understands text that is no photo, but answers with a
	 * problem of its own.
	 */
	String outcome() {
		if (this.status == 0) {
			return "no status";
		}
		return isAccepted() ? "accept" : String.valueOf(this.status);
	}

	private boolean isAccepted() {
		return switch (this.status) {
			case 200 -> true;
			case 400, 415, 422 -> this.body.contains("urn:animals:problem:");
			default -> false;
		};
	}

}
