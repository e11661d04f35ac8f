package dev.animals.e2e.logging;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;

import dev.animals.e2e.Address;
import dev.animals.e2e.Answers;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import dev.animals.photos.Photos;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Finds the log lines and the trace of a request in the stores that {@code make logging}
 * installs.
 */
@Tag("logs")
class LogTests {

	/** The id of the caller's span, in which it sends the request. */
	private static final String CALLER = "b7ad6b7169203331";

	private static final String SECRET = "Bearer a-secret-of-the-caller";

	@RegisterExtension
	static final Logging logging = new Logging("logging");

	@RegisterExtension
	static final Environment environment = new Environment("logs");

	@SuppressWarnings("NullAway.Init")
	private static Address users;

	@BeforeAll
	static void deploy() throws IOException {
		// A component overrides the overlay's own settings, so only a later component can
		// change the address.
		environment.write("address/kustomization.yaml", """
				apiVersion: kustomize.config.k8s.io/v1alpha1
				kind: Component
				""" + Environment
			.settings("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT=" + logging.tracesEndpoint()));
		environment.configure("components: [../../../../components/send-traces, address]\n");
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		users = environment.users();
	}

	@Test
	void findsALineByItsPredictionAndByItsTrace() {
		String trace = trace();
		String prediction = prediction(classify(Photos.koala(), trace));

		JsonNode line = logging.awaitOneLine(here("\"prediction.id\":=\"%s\"".formatted(prediction)));

		assertThat(logging.awaitOneLine(here("\"trace.id\":=\"%s\"".formatted(trace)))).isEqualTo(line);
		assertThat(field(line, "_msg")).isEqualTo("Classified: koala");
		assertThat(field(line, "prediction.label")).isEqualTo("koala");
		assertThat(field(line, "log.level")).isEqualTo("INFO");
		assertThat(field(line, "service.name")).isEqualTo("animals");
		assertThat(field(line, "kubernetes.pod_labels.serving.knative.dev/revision"))
			.isEqualTo(environment.revision("stable"));
	}

	@Test
	void findsWhyARequestWasRejected() {
		String trace = trace();
		byte[] text = "this is not a photo".getBytes(StandardCharsets.UTF_8);
		assertThat(classify(text, trace).statusCode()).isEqualTo(422);

		JsonNode line = logging.awaitOneLine(here("\"trace.id\":=\"%s\"".formatted(trace)));

		assertThat(field(line, "rejection.reason")).isEqualTo("not-an-image");
		assertThat(line.toString()).doesNotContain("this is not a photo");
	}

	@Test
	void findsOneTraceThatContinuesTheCallers() {
		String trace = trace();
		classify(Photos.koala(), trace);

		JsonNode spans = awaitSpans(trace);

		JsonNode request = span(spans, "http post /classify");
		JsonNode total = span(spans, "total");
		assertThat(parent(request)).isEqualTo(CALLER);
		assertThat(parent(total)).isEqualTo(id(request));
		assertThat(parent(span(spans, "decode"))).isEqualTo(id(total));
		assertThat(parent(span(spans, "inference"))).isEqualTo(id(total));
		assertThat(logging.trace(trace).required("processes").toString()).contains(environment.revision("stable"));
	}

	@Test
	void keepsPhotosTokensAndHeadersOutOfLogsAndTraces() {
		String trace = trace();
		HttpResponse<String> answer = classify(Photos.koala(), trace);
		String token = Answers.MAPPER.readTree(answer.body()).required("prediction").stringValue();
		logging.awaitOneLine(here("\"trace.id\":=\"%s\"".formatted(trace)));
		awaitSpans(trace);

		String everything = logging.lines(here("*")) + logging.trace(trace).toString();

		// The Base64 text of bytes depends on their position, in three variants. This is
		// the variant of a body that is encoded from its start.
		String photo = Base64.getEncoder().encodeToString(Photos.koala()).substring(0, 60);
		assertThat(everything).contains(trace).doesNotContain(token).doesNotContain(SECRET).doesNotContain(photo);
		assertThat(logging.lines(here("*")))
			.allSatisfy((line) -> assertThat(line.toString().length()).isLessThan(3000));
	}

	@Test
	void keepsTheLastLinesOfAPodThatIsGone() {
		String trace = trace();
		classify(Photos.koala(), trace);
		// The pod that has answered may already be terminating, so the list of pods may
		// be empty.
		String pod = field(logging.awaitOneLine(here("\"trace.id\":=\"%s\"".formatted(trace))), "kubernetes.pod_name");

		await().atMost(Duration.ofMinutes(3))
			.pollInterval(Duration.ofSeconds(2))
			.until(() -> environment.kubectl("get", "pods", "-l", "serving.knative.dev/service", "-o", "name")
				.isEmpty());

		// The service logs this once for each of its two ports.
		String filter = here("kubernetes.pod_name:=\"%s\" \"Graceful shutdown complete\"".formatted(pod));
		await().atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofSeconds(1))
			.until(() -> logging.lines(filter).size() == 2);
	}

	@Test
	void deliversTheLinesOfARequestThatWasMadeWhileVictoriaLogsWasDown() {
		String trace = trace();
		logging.kubectl("scale", "statefulset/animals-victoria-logs", "--replicas=0");
		// As after the failure of a node, the connections to the pod are not closed.
		logging.kubectl("delete", "pod/animals-victoria-logs-0", "--grace-period=0", "--force", "--ignore-not-found");
		assertThat(classify(Photos.koala(), trace).statusCode()).isEqualTo(200);
		logging.kubectl("scale", "statefulset/animals-victoria-logs", "--replicas=1");
		logging.kubectl("rollout", "status", "statefulset/animals-victoria-logs", "--timeout=120s");

		logging.awaitOneLine(here("\"trace.id\":=\"%s\"".formatted(trace)));
	}

	private static HttpResponse<String> classify(byte[] photo, String trace) {
		return Address.send(users.request("/classify")
			.header("Content-Type", "image/jpeg")
			.header("Authorization", SECRET)
			.header("traceparent", "00-" + trace + "-" + CALLER + "-01")
			.POST(BodyPublishers.ofByteArray(photo)));
	}

	private static String trace() {
		return UUID.randomUUID().toString().replace("-", "");
	}

	private static String prediction(HttpResponse<String> answer) {
		return Answers.MAPPER.readTree(answer.body()).required("id").stringValue();
	}

	/** Returns a LogsQL filter for the lines of this test's environment. */
	private static String here(String filter) {
		return "kubernetes.pod_namespace:=\"%s\" %s".formatted(environment.namespace(), filter);
	}

	private static String field(JsonNode line, String name) {
		return line.required(name).stringValue();
	}

	private static JsonNode awaitSpans(String trace) {
		await().atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofSeconds(1))
			.until(() -> logging.trace(trace).at("/spans").size() == 4);
		return logging.trace(trace).at("/spans");
	}

	private static JsonNode span(JsonNode spans, String name) {
		return spans.valueStream()
			.filter((span) -> span.required("operationName").stringValue().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private static String id(JsonNode span) {
		return span.required("spanID").stringValue();
	}

	private static String parent(JsonNode span) {
		assertThat(span.at("/references/0/refType").stringValue()).isEqualTo("CHILD_OF");
		return span.at("/references/0/spanID").stringValue();
	}

}
