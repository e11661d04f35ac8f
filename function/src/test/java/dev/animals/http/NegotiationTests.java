package dev.animals.http;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests whose Accept or Content-Type headers the endpoints of Spring cannot satisfy or
 * cannot read, on both ports.
 */
@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class NegotiationTests {

	private static final List<String> PROBES = List.of("/livez", "/readyz");

	private static final List<String> MANAGEMENT = List.of("/actuator/health", "/actuator/prometheus",
			"/actuator/loggers", "/actuator/info", "/error");

	/** The Accept header of Prometheus 3 when it collects native histograms. */
	private static final String PROTOBUF = "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
			+ "encoding=delimited;q=0.6,application/openmetrics-text;version=1.0.0;q=0.5,*/*;q=0.2";

	private final Service service;

	private final Service management;

	NegotiationTests(@LocalServerPort int port, @LocalManagementPort int managementPort) {
		this.service = new Service(port);
		this.management = new Service(managementPort);
	}

	static Stream<Arguments> headers() {
		return Stream.of(Arguments.of("Accept", "image/png", 406), Arguments.of("Accept", "foo", 406),
				Arguments.of("Accept", "text/*;q=x", 406), Arguments.of("Accept", "*/*", 200),
				Arguments.of("Content-Type", "foo", 415), Arguments.of("Content-Type", "a/b/c", 415));
	}

	@ParameterizedTest
	@MethodSource("headers")
	void anEndpointOfSpringAnswersWithTheStatusOfTheFault(String header, String value, int status,
			CapturedOutput output) {
		for (String path : PROBES) {
			assertAnswer(this.service.send(this.service.request(path).header(header, value)), status);
		}
		for (String path : MANAGEMENT) {
			HttpResponse<byte[]> response = this.management.send(this.management.request(path).header(header, value));
			boolean readsNoType = path.equals("/error") || path.equals("/actuator/prometheus");
			assertThat(response.statusCode()).as(path).isIn(readsNoType ? List.of(status, 200) : List.of(status));
		}
		assertThat(output.getOut()).doesNotContain("A request failed");
	}

	@Test
	void aMalformedBodyOfALogLevelIsTheFaultOfTheSender() {
		for (String body : List.of("{", "[]", "{\"configuredLevel\":\"nonsense\"}")) {
			assertAnswer(this.management.send(this.management.request("/actuator/loggers/dev.animals")
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString(body))), 400);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ROOT", "root" })
	void theRootLoggerNeedsALevel(String name, CapturedOutput output) {
		for (String body : List.of("{}", "{\"configuredLevel\":null}")) {
			assertAnswer(this.management.send(this.management.request("/actuator/loggers/" + name)
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString(body))), 400);
		}
		assertThat(output.getOut()).doesNotContain("A request failed");
	}

	@Test
	void aMalformedParameterOfTheMetricsIsTheFaultOfTheSender() {
		assertAnswer(this.management.get("/actuator/prometheus?includedNames=%25zz&x=%FF"), 400);
	}

	@Test
	void answersInTextAlthoughPrometheusPrefersProtobuf() {
		HttpResponse<byte[]> response = this.management
			.send(this.management.request("/actuator/prometheus").header("Accept", PROTOBUF));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(Service.header(response, "Content-Type")).startsWith("application/openmetrics-text;version=1.0.0");
		assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("# TYPE animals_rejections counter");
	}

	private static void assertAnswer(HttpResponse<byte[]> response, int status) {
		assertThat(response.statusCode()).isEqualTo(status);
		if (status != 200) {
			assertThat(Service.header(response, "Content-Type")).isEqualTo("application/problem+json");
			assertThat(Service.json(response).get("status").asInt()).isEqualTo(status);
		}
	}

}
