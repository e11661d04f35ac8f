package dev.animals.objects;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The status line and the headers of an HTTP/1.1 response (RFC 9112).
 *
 * @param status the status
 * @param lines the header lines
 */
record ResponseHead(int status, List<String> lines) {

	private static final int MOST_BYTES = 16 << 10;

	private static final String END = "\r\n\r\n";

	private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})( .*)?");

	private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

	/**
	 * Reads the head of a response.
	 * @param in the stream, which afterwards begins with the body
	 * @return the head
	 * @throws IOException if the stream ends, or if it is no HTTP/1.1 or too long
	 */
	static ResponseHead read(InputStream in) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		int matched = 0;
		while (matched < END.length()) {
			int next = in.read();
			if (next < 0 || bytes.size() == MOST_BYTES) {
				throw new IOException("The response has no complete head");
			}
			bytes.write(next);
			matched = (next == END.charAt(matched)) ? matched + 1 : ((next == '\r') ? 1 : 0);
		}
		List<String> lines = bytes.toString(StandardCharsets.ISO_8859_1)
			.lines()
			.filter((line) -> !line.isEmpty())
			.toList();
		Matcher status = STATUS.matcher(lines.isEmpty() ? "" : lines.getFirst());
		if (!status.matches()) {
			throw new IOException("The response is no HTTP/1.1");
		}
		return new ResponseHead(Integer.parseInt(status.group(1)), lines.subList(1, lines.size()));
	}

	/**
	 * Returns the length of the body.
	 * @return the length in bytes; -1 if the response does not announce one, or if the
	 * body is encoded, so that it is not the object itself
	 */
	long length() {
		List<String> lengths = values("content-length").distinct().toList();
		boolean isPlain = values("transfer-encoding").findAny().isEmpty()
				&& values("content-encoding").allMatch("identity"::equalsIgnoreCase);
		return (isPlain && lengths.size() == 1 && LENGTH.matcher(lengths.getFirst()).matches())
				? Long.parseLong(lengths.getFirst()) : -1;
	}

	private Stream<String> values(String name) {
		return this.lines.stream()
			.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
			.map((line) -> line.substring(name.length() + 1).strip());
	}

}
