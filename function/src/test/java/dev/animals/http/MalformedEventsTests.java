package dev.animals.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;

import dev.animals.rejection.RejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A rejection of a malformed event names the fault, but repeats no value of the event.
 */
class MalformedEventsTests {

	private final RequestEvents events = new RequestEvents(new JsonMapper());

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			id          | none                     | has no id
			type        | none                     | has no type
			id          | ''                       | has no id
			source      | ''                       | has no source
			type        | ''                       | has no type
			specversion | none                     | has no specversion
			specversion | 9.9                      | has a specversion other than 1.0
			source      | /camera 7                | source of the CloudEvent is not a URI reference
			time        | 2026-01-01T00:00:00+0000 | time of the CloudEvent is not in the format of RFC 3339
			my-name     | secret                   | attribute whose name is not allowed
			""")
	void inBinaryAndStructuredModeAreExplained(String attribute, @Nullable String value, String fault) {
		Map<String, String> attributes = new HashMap<>(
				Map.of("specversion", "1.0", "id", "photo-1", "source", "/camera/7", "type", "com.example.photo"));
		attributes.remove(attribute);
		if (value != null) {
			attributes.put(attribute, value);
		}
		HttpHeaders headers = new HttpHeaders();
		attributes.forEach((name, each) -> headers.add("CE-" + name, each));
		assertThat(rejectBinary(headers)).contains(fault).doesNotContain("secret");
		assertThat(rejectStructured(new JsonMapper().writeValueAsString(attributes))).contains(fault)
			.doesNotContain("secret");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{      | not valid JSON
			[]     | not a JSON object
			null   | not a JSON object
			{"specversion":"1.0","id":"1","source":"/a","type":"t","data_base64":"!"} | is not Base64
			""")
	void inStructuredModeAreExplained(String json, String fault) {
		assertThat(rejectStructured(json)).contains(fault);
	}

	@Test
	void ofABatchDoNotAffectItsOtherMembers() {
		String json = "\ufeff [ {\"a\":[{}, \"]\u00e9\"]} ,null, 7, 1.5e3,\"text \\\" ,\", [] ,true ]\n";
		List<byte[]> members = this.events.split(json.getBytes(StandardCharsets.UTF_8), 7);
		assertThat(members).extracting((member) -> new String(member, StandardCharsets.UTF_8))
			.containsExactly("{\"a\":[{}, \"]\u00e9\"]}", "null", "7", "1.5e3", "\"text \\\" ,\"", "[]", "true");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[{]", "[{}", "[", "{}", "7", "", "[\"\t\"]", "[{\"a\":\"\\x\"}]" })
	void asABatchAreRejected(String json) {
		assertThat(rejectBatch(json.getBytes(StandardCharsets.UTF_8))).contains("JSON");
	}

	@Test
	void inUtf16AreRejected() {
		assertThat(rejectBatch("[{}]".getBytes(StandardCharsets.UTF_16))).contains("UTF-8");
	}

	private String rejectBatch(byte[] json) {
		return catchThrowableOfType(RejectedException.class, () -> this.events.split(json, 7)).detail();
	}

	private String rejectBinary(HttpHeaders headers) {
		return catchThrowableOfType(RejectedException.class, () -> this.events.read(headers, new byte[] { 1 }))
			.detail();
	}

	private String rejectStructured(String json) {
		return catchThrowableOfType(RejectedException.class,
				() -> this.events.readStructured(json.getBytes(StandardCharsets.UTF_8)))
			.detail();
	}

}
