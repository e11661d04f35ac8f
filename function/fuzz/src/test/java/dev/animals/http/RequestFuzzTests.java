package dev.animals.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpHeaders;

import dev.animals.fuzz.Seeds;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests to all paths of the running service.
 */
class RequestFuzzTests {

	/** The header of a generated request that contains its method and its target. */
	private static final String TARGET = "Request";

	/** The text in a request that stands for a token of the service. */
	private static final String TOKEN = "TOKEN";

	private static final Pattern METHOD_AND_TARGET = Pattern.compile("[A-Z]{3,7} /[!-~&&[^#]]*");

	/** The test sets these headers itself. */
	private static final Set<String> FRAMING = Set.of(TARGET.toLowerCase(Locale.ROOT), "host", "connection",
			"content-length", "transfer-encoding", "expect");

	static Stream<byte[]> seeds() {
		return RequestSeeds.all();
	}

	@MethodSource("seeds")
	@FuzzTest
	void isAnsweredWithoutAFailureOfTheService(byte[] request) {
		FuzzedRequests.read(request, (headers, body) -> {
			String target = headers.getFirst(TARGET);
			if (target != null && METHOD_AND_TARGET.matcher(target).matches()) {
				assertAnswer(target, FuzzedService.start().send(request(target, headers, body)));
			}
		});
	}

	private static void assertAnswer(String target, String answer) {
		assertThat(answer).as(target).matches("(?s)HTTP/1.1 ([234]\\d\\d|501) .*");
		if (answer.charAt(9) == '4') {
			assertThat(answer).as(target).containsPattern("(?i)\r\nContent-Type: application/(problem\\+)?json");
		}
	}

	private static byte[] request(String target, HttpHeaders headers, byte[] body) {
		byte[] content = body;
		String text = new String(body, StandardCharsets.ISO_8859_1);
		if (text.contains(TOKEN)) {
			content = text.replace(TOKEN, FuzzedService.start().prediction()).getBytes(StandardCharsets.ISO_8859_1);
		}
		StringBuilder head = new StringBuilder(target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
		headers.forEach((name, values) -> {
			if (!FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
				values.forEach((value) -> head.append(name).append(": ").append(value).append("\r\n"));
			}
		});
		head.append("Content-Length: ").append(content.length).append("\r\n\r\n");
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
		bytes.writeBytes(content);
		return bytes.toByteArray();
	}

}
