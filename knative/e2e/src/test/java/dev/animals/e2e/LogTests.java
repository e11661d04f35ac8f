package dev.animals.e2e;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One request, found again in Loki and in Jaeger. Needs {@code make logging} in the
 * namespace {@code logging}.
 */
@Tag("logs")
class LogTests {

	private static final Path LOGGING = Settings.REPOSITORY.resolve("monitoring/logging");

	/** Of the caller's span, in which the request is made. */
	private static final String CALLER = "b7ad6b7169203331";

	private static final String SECRET = "Bearer what-nobody-may-read";

	@RegisterExtension
	static final Environment environment = new Environment("logs");

	@SuppressWarnings("NullAway.Init")
	private static Address users;

	@BeforeAll
	static void deploy() throws IOException {
		environment.configure("components: [../../../../components/send-traces]\n");
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		users = environment.users();
	}

	@Test
	void findsALineByItsPredictionAndByItsTrace() {
		String trace = trace();
		JsonNode answer = Photos.MAPPER.readTree(classify(Photos.koala(), trace).body());
		String id = answer.required("id").stringValue();

		JsonNode stream = awaitOneLine("prediction_id=`" + id + "`");
		String line = line(stream);
		JsonNode log = Photos.MAPPER.readTree(line);

		assertThat(log.at("/prediction/id").stringValue()).isEqualTo(id);
		assertThat(log.at("/trace.id").stringValue()).isEqualTo(trace);
		assertThat(log.at("/message").stringValue()).isEqualTo("Classified: koala");
		assertThat(line(awaitOneLine("trace_id=`" + trace + "`"))).isEqualTo(line);
		JsonNode labels = stream.required("stream");
		assertThat(labels.at("/k8s_namespace_name").stringValue()).isEqualTo(environment.namespace());
		assertThat(labels.at("/k8s_container_name").stringValue()).isEqualTo("user-container");
		assertThat(labels.at("/faas_version").stringValue()).isEqualTo(environment.revision("stable"));
		assertThat(labels.at("/severity_text").stringValue()).isEqualTo("INFO");
		// Base64 of some of the photo; where it begins decides among three.
		assertThat(stream.toString()).doesNotContain(answer.required("prediction").stringValue())
			.doesNotContain(SECRET)
			.doesNotContain(Base64.getEncoder().encodeToString(Photos.koala()).substring(0, 60));
		assertThat(stream.toString().length()).isLessThan(3000);
	}

	@Test
	void findsWhyARequestWasRefused() {
		String trace = trace();
		String body = "this is no picture at all";
		assertThat(classify(body.getBytes(StandardCharsets.UTF_8), trace).statusCode()).isEqualTo(422);

		assertThat(line(awaitOneLine("trace_id=`" + trace + "`"))).contains("not-an-image").doesNotContain(body);
	}

	@Test
	void findsOneTraceThatContinuesTheCallers() {
		String trace = trace();
		classify(Photos.koala(), trace);

		await().atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofSeconds(1))
			.until(() -> spans(trace).size() == 4);
		JsonNode request = span(trace, "http post /classify");
		JsonNode total = span(trace, "total");
		assertThat(parent(request)).isEqualTo(CALLER);
		assertThat(parent(total)).isEqualTo(id(request));
		assertThat(parent(span(trace, "decode"))).isEqualTo(id(total));
		assertThat(parent(span(trace, "inference"))).isEqualTo(id(total));
		assertThat(jaeger(trace).required("processes").toString()).contains(environment.revision("stable"));
		assertThat(jaeger(trace).toString()).doesNotContain(SECRET);
	}

	@Test
	void keepsTheLastLineOfAPodThatIsGone() {
		classify(Photos.koala(), trace());
		String pod = environment.pods().getFirst();

		await().atMost(Duration.ofMinutes(3))
			.pollInterval(Duration.ofSeconds(2))
			.until(() -> environment.kubectl("get", "pods", "-l", "serving.knative.dev/service", "-o", "name")
				.isEmpty());

		// Once for each of its two ports.
		await().atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofSeconds(1))
			.until(() -> lines("k8s_pod_name=`" + pod + "` |= `Graceful shutdown complete`").size() == 2);
	}

	/**
	 * By the program itself, which looks whether it knows every part and its settings.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "elasticsearch", "tempo" })
	void shipsToWhatElseThereIs(String output) throws IOException {
		String collector = Files.readString(LOGGING.resolve("config/collector.yaml"));
		String more = Files.readString(LOGGING.resolve("outputs").resolve(output).resolve("collector.yaml"));

		assertThat(validate(output, collector, more)).isEmpty();
		assertThat(validate(output + "-misspelt", collector, more.replace("endpoint:", "end-point:")))
			.contains("end-point");
	}

	/**
	 * What the collector says about configurations that are merged; empty if it takes
	 * them.
	 */
	private static String validate(String name, String... configurations) throws IOException {
		String pod = "validate-" + name;
		String image = environment.kubectl("get", "daemonset", "animals-collector", "--namespace", "logging", "-o",
				"jsonpath={.spec.template.spec.containers[0].image}");
		List<String> arguments = new ArrayList<>(List.of("validate"));
		Stream.of(configurations).map("--config=yaml:"::concat).forEach(arguments::add);
		environment.write(pod + ".yaml", """
				apiVersion: v1
				kind: Pod
				metadata: {name: %s}
				spec:
				  restartPolicy: Never
				  automountServiceAccountToken: false
				  securityContext: {runAsNonRoot: true, runAsUser: 10001, seccompProfile: {type: RuntimeDefault}}
				  containers:
				  - name: collector
				    image: %s
				    args: %s
				    env:
				    - {name: ELASTICSEARCH_URL, value: "https://elasticsearch:9200"}
				    - {name: ELASTICSEARCH_API_KEY, value: a-key}
				    - {name: TEMPO, value: "tempo:4317"}
				    - {name: TEMPO_INSECURE, value: "true"}
				    securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
				    volumeMounts: [{name: positions, mountPath: /var/lib/collector}]
				  volumes: [{name: positions, emptyDir: {}}]
				""".formatted(pod, image, Photos.MAPPER.writeValueAsString(arguments)));
		environment.kubectl("apply", "-f", environment.folder().resolve(pod + ".yaml").toString());
		await().atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofSeconds(1))
			.until(() -> List.of("Succeeded", "Failed")
				.contains(environment.kubectl("get", "pod", pod, "-o", "jsonpath={.status.phase}")));
		return environment.kubectl("logs", pod);
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

	/** The stream of labels and the line, of which there is one. */
	private static JsonNode awaitOneLine(String filter) {
		await().atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofSeconds(1))
			.until(() -> !lines(filter).isEmpty());
		JsonNode streams = lines(filter);
		assertThat(streams.size()).isEqualTo(1);
		assertThat(streams.required(0).required("values").size()).isEqualTo(1);
		return streams.required(0);
	}

	/** By stream; two lines rarely share one, because what is beside a line counts. */
	private static JsonNode lines(String filter) {
		String query = "{service_name=`animals`,k8s_namespace_name=`" + environment.namespace() + "`} | " + filter;
		return get("animals-loki:3100",
				"/loki/api/v1/query_range?since=15m&query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
			.at("/data/result");
	}

	private static String line(JsonNode stream) {
		return stream.required("values").required(0).required(1).stringValue();
	}

	private static JsonNode jaeger(String trace) {
		return get("animals-jaeger:16686", "/api/traces/" + trace).at("/data/0");
	}

	private static List<JsonNode> spans(String trace) {
		return jaeger(trace).at("/spans").valueStream().toList();
	}

	private static JsonNode span(String trace, String name) {
		return spans(trace).stream()
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

	private static JsonNode get(String service, String path) {
		Command answer = Command.run(Duration.ofSeconds(30), Map.of(),
				List.of("kubectl", "get", "--raw", "/api/v1/namespaces/logging/services/" + service + "/proxy" + path));
		return answer.status() == 0 ? Photos.MAPPER.readTree(answer.output()) : Photos.MAPPER.createObjectNode();
	}

}
