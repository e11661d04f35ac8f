package dev.animals.http;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.cloudevents.CloudEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The events in the tests of github.com/cloudevents/sdk-java at commit ecde1d4, in the
 * versions 1.0 and 0.3, in all modes. A member of a batch is the same JSON as an event in
 * structured mode.
 */
class SdkVectorTests {

	private final JsonMapper mapper = new JsonMapper();

	private final RequestEvents events = new RequestEvents(this.mapper);

	@ParameterizedTest
	@CsvSource({ "1.0, application/json, {}", "1.0, application/xml, <stuff></stuff>",
			"1.0, text/plain, Hello World Lorena!", "0.3, application/json, {}",
			"0.3, application/xml, <stuff></stuff>", "0.3, text/plain, Hello World Lorena!" })
	void readsAnEventWithDataInEveryMode(String version, String type, String data) {
		Map<String, Object> attributes = attributes(version, type);
		HttpHeaders headers = new HttpHeaders();
		attributes.forEach((name, value) -> headers.add(name.equals("datacontenttype") ? "Content-Type" : "ce-" + name,
				value.toString()));
		assertThatIsTheEvent(this.events.read(headers, data.getBytes(StandardCharsets.UTF_8)), type, data);

		Map<String, Object> plain = new LinkedHashMap<>(attributes);
		plain.put("data", data.equals("{}") ? Map.of() : data);
		assertThatStructuredIsTheEvent(plain, type, data);

		boolean hasDataBase64 = version.equals("1.0");
		Map<String, Object> encoded = new LinkedHashMap<>(attributes);
		encoded.put(hasDataBase64 ? "data_base64" : "data",
				Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)));
		if (!hasDataBase64) {
			encoded.put("datacontentencoding", "base64");
		}
		assertThatStructuredIsTheEvent(encoded, type, data);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ",\"subject\":null", ",\"binary\":\"4P8ARKo=\"",
			",\"integer\":42,\"decimal\":\"42.42\",\"float\":\"4.2\",\"long\":\"4200\"" })
	void readsAnEventWithoutData(String members) {
		for (String version : new String[] { "1.0", "0.3" }) {
			CloudEvent event = this.events.readStructured(minimum(version, members));
			assertThat(event.getId()).isEqualTo("1");
			assertThat(event.getData()).isNull();
			assertThat(event.getSubject()).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { ",\"decimal\":42.42", ",\"long\":4247483647", ",\"aString\":\"aaa\"",
			",\"a_invalid_name\":\"invalidName\"" })
	void rejectsAnEventWithAnInvalidExtension(String members) {
		for (String version : new String[] { "1.0", "0.3" }) {
			assertMalformed(minimum(version, members));
		}
	}

	@Test
	void rejectsAnUnknownVersion() {
		assertMalformed(minimum("9000.1", ""));
	}

	private void assertMalformed(byte[] json) {
		assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> this.events.readStructured(json))
			.extracting(RejectedException::reason)
			.isEqualTo(Reason.MALFORMED_EVENT);
	}

	private static byte[] minimum(String version, String members) {
		return "{\"specversion\":\"%s\",\"id\":\"1\",\"type\":\"mock.test\",\"source\":\"http://localhost/source\"%s}"
			.formatted(version, members)
			.getBytes(StandardCharsets.UTF_8);
	}

	private static Map<String, Object> attributes(String version, String type) {
		Map<String, Object> attributes = new LinkedHashMap<>(Map.of("specversion", version, "id", "1", "type",
				"mock.test", "source", "http://localhost/source", "subject", "sub", "time", "2018-04-26T14:48:09+02:00",
				"datacontenttype", type, "astring", "aaa", "aboolean", true, "anumber", 10));
		attributes.put(version.equals("1.0") ? "dataschema" : "schemaurl", "http://localhost/schema");
		return attributes;
	}

	private void assertThatStructuredIsTheEvent(Map<String, Object> members, String type, String data) {
		byte[] json = this.mapper.writeValueAsBytes(members);
		assertThatIsTheEvent(this.events.readStructured(json), type, data);
		byte[] batch = this.mapper.writeValueAsBytes(List.of(members, members));
		assertThat(this.events.split(batch, 2)).hasSize(2)
			.allSatisfy((member) -> assertThatIsTheEvent(this.events.readStructured(member), type, data));
	}

	private static void assertThatIsTheEvent(CloudEvent event, String type, String data) {
		assertThat(event.getId()).isEqualTo("1");
		assertThat(event.getType()).isEqualTo("mock.test");
		assertThat(event.getSource()).hasToString("http://localhost/source");
		assertThat(event.getSubject()).isEqualTo("sub");
		assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2018-04-26T14:48:09+02:00"));
		assertThat(event.getDataSchema()).hasToString("http://localhost/schema");
		assertThat(event.getDataContentType()).isEqualTo(type);
		assertThat(new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8))
			.isEqualTo(data);
		assertThat(event.getExtension("astring")).isEqualTo("aaa");
		assertThat(event.getExtension("aboolean")).hasToString("true");
		assertThat(event.getExtension("anumber")).hasToString("10");
	}

}
