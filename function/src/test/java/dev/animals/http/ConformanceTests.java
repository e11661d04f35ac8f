package dev.animals.http;

import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The vectors of github.com/cloudevents/conformance at commit 7a8ee0a for HTTP and
 * version 1.0: {@code http-protocol-binding.feature}, {@code v1.yaml} and
 * {@code v1_minimum.yaml}. Batches contain the same events.
 */
class ConformanceTests {

	private static final String JSON = """
			{
			    "message": "Hello World!"
			}
			""";

	private static final String EVENT = """
			{
			    "specversion": "1.0",
			    "type": "com.example.someevent",
			    "time": "2018-04-05T03:56:24Z",
			    "id": "1234-1234-1234",
			    "source": "/mycontext/subcontext",
			    "datacontenttype": "application/json",
			    "data": %s
			}
			""".formatted(JSON);

	private final JsonMapper mapper = new JsonMapper();

	private final RequestEvents events = new RequestEvents(this.mapper);

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/json; charset=utf-8" })
	void binaryContentMode(String type) {
		assertThatIsTheEvent(this.events.read(headers(type), JSON.getBytes(UTF_8)), type);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/cloudevents+json", "application/cloudevents+json; charset=utf-8" })
	void structuredContentMode(String type) {
		HttpHeaders headers = new HttpHeaders();
		headers.add("Content-Type", type);
		assertThatIsTheEvent(this.events.read(headers, EVENT.getBytes(UTF_8)), "application/json");
	}

	@Test
	void batchedContentMode() {
		List<byte[]> members = this.events.split(("[" + EVENT + "," + EVENT + "]").getBytes(UTF_8), 2);
		assertThat(members).hasSize(2)
			.allSatisfy((member) -> assertThatIsTheEvent(this.events.readStructured(member), "application/json"));
	}

	@Test
	void extensions() {
		HttpHeaders headers = headers("application/json");
		headers.add("ce-comexampleextension1", "value");
		headers.add("ce-comexampleextension2", "{\"othervalue\": 5}");
		CloudEvent event = this.events.read(headers, JSON.getBytes(UTF_8));
		assertThat(event.getExtension("comexampleextension1")).isEqualTo("value");
		assertThat(event.getExtension("comexampleextension2")).isEqualTo("{\"othervalue\": 5}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			text/plain; charset=us-ascii    | Hello, World!
			text/plain; charset=utf-8       | Hello, 🌎!
			application/json; charset=utf-8 | "Hello, 🌎!"
			application/json; charset=utf-8 | {"msg":"Hello, 🌎!"}
			application/json; charset=utf-8 | ["Hello","🌎!"]
			application/xml; charset=utf-8  | <msg>Hello, 🌎!</msg>
			""")
	void minimum(String type, String data) {
		CloudEvent binary = this.events.read(headers(type), data.getBytes(UTF_8));
		assertThat(text(binary)).isEqualTo(data);
		Object member = type.contains("json") ? this.mapper.readTree(data) : data;
		CloudEvent structured = this.events
			.readStructured(this.mapper.writeValueAsBytes(Map.of("specversion", "1.0", "type", "io.cloudevents.minimum",
					"id", "1", "source", "//github.com/cloudevents/cloudeventsconformance/yaml/v1.yaml",
					"datacontenttype", type, "data", member)));
		assertThat(text(structured)).isEqualTo(data);
		assertThat(structured.getDataContentType()).isEqualTo(type);
	}

	private static HttpHeaders headers(String type) {
		HttpHeaders headers = new HttpHeaders();
		headers.add("ce-specversion", "1.0");
		headers.add("ce-type", "com.example.someevent");
		headers.add("ce-time", "2018-04-05T03:56:24Z");
		headers.add("ce-id", "1234-1234-1234");
		headers.add("ce-source", "/mycontext/subcontext");
		headers.add("Content-Type", type);
		return headers;
	}

	private void assertThatIsTheEvent(CloudEvent event, String type) {
		assertThat(event.getId()).isEqualTo("1234-1234-1234");
		assertThat(event.getSpecVersion().toString()).isEqualTo("1.0");
		assertThat(event.getType()).isEqualTo("com.example.someevent");
		assertThat(event.getSource()).isEqualTo(URI.create("/mycontext/subcontext"));
		assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2018-04-05T03:56:24Z"));
		assertThat(event.getDataContentType()).isEqualTo(type);
		assertThat(this.mapper.readTree(text(event))).isEqualTo(this.mapper.readTree(JSON));
	}

	private static String text(CloudEvent event) {
		CloudEventData data = requireNonNull(event.getData());
		return new String(data.toBytes(), UTF_8);
	}

}
