package dev.animals.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A request that tests how a server reads HTTP/1.1. The file {@code http-probes.tsv}
 * contains the requests of the suites on compliance, smuggling, malformed input and
 * normalisation of github.com/MDA2AV/Http11Probe at commit 95bc6a9. A server may also
 * replace a folded header line as RFC 9112 §5.2 says, and reject a malformed version with
 * 505.
 * <p>
 * Bytes that are not printable are escaped as in Java, and <code>{9*text}</code> repeats
 * a text.
 *
 * @param id the name in Http11Probe
 * @param rfc the number and the section of the RFC, or {@code -}
 * @param level {@code MUST}, {@code SHOULD}, {@code MAY}, or {@code -} for requests that
 * no requirement covers
 * @param allowed the series of answers that meet the requirement, separated by spaces:
 * {@code close} for no answer, or answers separated by commas, as
 * {@link RawAnswer#is(String)} reads them
 * @param request the bytes to send, in the encoding ISO 8859-1
 */
record HttpProbe(String id, String rfc, String level, String allowed, String request) {

	private static final Pattern REPETITION = Pattern.compile("\\{(\\d+)\\*([^}]*)}");

	static List<HttpProbe> all() throws IOException {
		try (InputStream file = HttpProbe.class.getResourceAsStream("/http-probes.tsv")) {
			String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.US_ASCII);
			return text.lines().map(HttpProbe::of).toList();
		}
	}

	private static HttpProbe of(String line) {
		String[] cells = line.split("\t", -1);
		String request = REPETITION.matcher(cells[4].translateEscapes())
			.replaceAll((found) -> found.group(2).repeat(Integer.parseInt(found.group(1))));
		return new HttpProbe(cells[0], cells[1], cells[2], cells[3], request);
	}

	/**
	 * Returns whether the answers of a server meet the requirement.
	 * @param answers all answers on the connection, in order
	 */
	boolean allows(List<RawAnswer> answers) {
		return Arrays.stream(this.allowed.split(" ", -1)).anyMatch((series) -> matches(answers, series));
	}

	private static boolean matches(List<RawAnswer> answers, String series) {
		if (series.equals("close")) {
			return answers.isEmpty();
		}
		String[] expected = series.split(",", -1);
		return expected.length == answers.size()
				&& IntStream.range(0, expected.length).allMatch((index) -> answers.get(index).is(expected[index]));
	}

}
