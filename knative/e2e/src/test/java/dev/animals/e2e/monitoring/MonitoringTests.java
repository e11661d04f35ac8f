package dev.animals.e2e.monitoring;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.animals.e2e.Address;
import dev.animals.e2e.Answers;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import dev.animals.e2e.monitoring.Prometheus.Series;
import dev.animals.photos.Photos;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Proves that Prometheus scrapes every target, knows the traffic shares, counts every
 * request and has data for every rule. The tests run in this order, because the pods
 * exist only for a minute.
 */
@TestMethodOrder(OrderAnnotation.class)
class MonitoringTests {

	/** The rules that have no data within the first hour, and the reason. */
	private static final Map<String, String> NOT_YET = Map.of( //
			"model:animals_bin_week:count", "a week", //
			"model:animals_accuracy_drop:ratio", "a week", //
			"model:animals_accuracy_drop:z", "a week", //
			"service:http_error_budget_left:ratio", "an hour", //
			"revision:http_errors:count", "a fault", //
			"service:http_requests_lost:count", "a fault", //
			"namespace:events_lost:increase30s", "an event", //
			"trigger:event_deliveries:increase30s", "an event");

	/**
	 * The environment has a new name in each run. In a namespace with the same name, the
	 * activator continues the counters of an earlier run. If it has restarted since then,
	 * a counter that soon reaches its earlier value hides the restart.
	 */
	@RegisterExtension
	static final Environment environment = new Environment("monitoring-" + System.currentTimeMillis());

	private static int sent;

	private static int photos;

	@SuppressWarnings("NullAway.Init")
	private static Address users;

	@SuppressWarnings("NullAway.Init")
	private static Instant start;

	@BeforeAll
	static void sendRequestsToStableAndCandidate() {
		start = Instant.now();
		assumeTrue(Prometheus.isThere(), "Prometheus is missing: run make monitoring first");
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		users = environment.users();
		// Each of ten bins needs 50 judgements.
		sendFeedback(classify(500, users));
		send(() -> users.classify("not a photo".getBytes(StandardCharsets.UTF_8)));
		environment.deploy(Settings.CANDIDATE_IMAGE).succeeded();
		List<String> candidate = classify(20, environment.tag("candidate"));
		// Uses kn instead of make, because the exporter also has to report traffic that
		// other tools set.
		environment.kn("service", "update", "animals", "--traffic", "candidate=50,stable=50");
		awaitTraffic("candidate", 50);
		// Sends enough photos for at least a hundred for each revision and, with earlier
		// ones, 50 for each of the three verdicts of stable.
		classify(260, users);
		sendFeedback(classify(20, environment.tag("stable")));
		sendFeedback(candidate);
	}

	@Test
	@Order(1)
	void scrapesEveryTarget() {
		Set<String> jobs = Set.of("animals-queue-proxy", "animals-function", "animals-traffic", "knative-activator",
				"knative-autoscaler", "kubelet", "cadvisor");
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			List<Series> up = Prometheus
				.query("up{job=~\"knative-.*|animals-traffic|kubelet|cadvisor\"} or up{namespace=\"%s\"}"
					.formatted(environment.namespace()));
			assertThat(up).allSatisfy((target) -> assertThat(target.value()).as(target.toString()).isEqualTo(1));
			// A pod's address changes when its node restarts.
			assertThat(up).filteredOn((target) -> !target.label("pod").isEmpty())
				.allSatisfy((target) -> assertThat(target.label("instance")).isEqualTo(target.label("pod")));
			assertThat(up).extracting((target) -> target.label("job")).containsAll(jobs);
			// Both revisions have a pod at this time.
			assertThat(up).extracting((target) -> target.label("job") + " " + target.label("revision"))
				.contains("animals-function animals-00001", "animals-function animals-00002");
		});
	}

	@Test
	@Order(2)
	void knowsTheTrafficShareOfEachTagAsKnativeDoes() {
		JsonNode status = Answers.MAPPER.readTree(environment.kn("service", "describe", "animals", "--output", "json"))
			.at("/status/traffic");
		Map<String, Integer> expected = status.valueStream()
			.collect(Collectors.toMap(
					(entry) -> entry.path("tag").asString() + " " + entry.required("revisionName").stringValue(),
					(entry) -> entry.path("percent").asInt(0), Integer::sum, TreeMap::new));

		assertThat(expected).containsEntry("candidate animals-00002", 50).containsEntry("stable animals-00001", 50);
		assertThat(traffic()).isEqualTo(expected);
		assertThat(Prometheus.number("animals_ready{namespace=\"%s\"}".formatted(environment.namespace())))
			.isEqualTo(1);
	}

	@Test
	@Order(3)
	void countsEveryRequestOfPodsThatAreGone() {
		// Proves that scraping does not keep the pods alive.
		environment.awaitNoPods();
		Prometheus.awaitRecorded("animals-requests");
		Prometheus.awaitRecorded("animals-counted");

		assertThat(recorded("revision:http_requests:increase30s", "from=\"pod\"")).isEqualTo(sent);
		assertThat(recorded("revision:http_requests:increase30s", "from=\"activator\"")).as(activator())
			.isEqualTo(sent);
		assertThat(recorded("revision:animals_predictions:increase30s")).isEqualTo(photos);
		assertThat(recorded("model:animals_feedback:increase30s")).isEqualTo(540);
		assertThat(recorded("revision:animals_rejections:increase30s")).isEqualTo(1);
	}

	@Test
	@Order(4)
	void hasNoRuleThatFails() {
		await().atMost(Duration.ofMinutes(2))
			.pollInterval(Duration.ofSeconds(2))
			.untilAsserted(() -> assertThat(List.of("record", "alert")).flatMap(Prometheus::rules)
				.isNotEmpty()
				.allSatisfy((rule) -> assertThat(rule.required("health").stringValue()).as(rule.toString())
					.isEqualTo("ok")));
	}

	@Test
	@Order(5)
	void hasDataForEveryRule() {
		Set<String> families = Prometheus.rules("record")
			.stream()
			.map((rule) -> rule.required("name").stringValue())
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(families).containsAll(NOT_YET.keySet());
		families.removeAll(NOT_YET.keySet());
		// Nobody is asked for feedback here, and another test freezes a baseline.
		families.removeIf((name) -> name.contains("_asked") || name.startsWith("model:animals_baseline:")
				|| name.equals("model:animals_estimated_accuracy:limit"));

		if (!cAdvisorNamesContainers()) {
			families.removeAll(Set.of("revision:container_cpu_throttled:ratio5m", "pod:container_memory:ratio_of_limit",
					"revision:container_memory:ratio_of_limit"));
		}

		await().atMost(Duration.ofMinutes(3))
			.pollInterval(Duration.ofSeconds(5))
			.untilAsserted(() -> assertThat(Prometheus
				.query("count by (__name__) (last_over_time({__name__=~\".+:.+|animals_reference_.+\"}[1h]))"))
				.extracting((family) -> family.label("__name__"))
				.containsAll(families));
		assertThat(Prometheus
			.query("count by (__name__) (last_over_time({__name__=~\"(revision|pod):.+\",revision=\"\"}[1h])"
					+ " or last_over_time({__name__=~\"(revision|pod|service|model|candidate):.+\","
					+ "service=\"\"}[1h]))"))
			.as("series without a service or revision")
			.isEmpty();
	}

	@Test
	@Order(6)
	void letsOnlyADeployerQueryThroughTheApiServer() {
		String[] ask = { "get", "--raw",
				"/api/v1/namespaces/monitoring/services/prometheus-operated:9090/proxy/api/v1/query?query=1", //
				"--as", "" };
		ask[4] = "system:serviceaccount:animals-dev:deployer";
		assertThat(environment.kubectl(ask)).contains("\"success\"");
		ask[4] = "system:serviceaccount:animals-dev:animals";
		assertThatThrownBy(() -> environment.kubectl(ask)).hasMessageContaining("Forbidden");
	}

	@Test
	@Order(7)
	void seesThatTrafficIsTakenFromTheCandidateByHand() {
		environment.kn("service", "update", "animals", "--traffic", "stable=100");

		awaitTraffic("candidate", 0);
		assertThat(traffic()).containsEntry("stable animals-00001", 100);
	}

	/** cAdvisor finds containerd and CRI-O only at their usual sockets. */
	private static boolean cAdvisorNamesContainers() {
		String node = environment.kubectl("get", "nodes", "--output", "jsonpath={.items[0].metadata.name}");
		return environment.kubectl("get", "--raw", "/api/v1/nodes/%s/proxy/metrics/cadvisor".formatted(node))
			.contains("container=\"activator\"");
	}

	private static double recorded(String rule, String... labels) {
		return Prometheus.recorded(start, rule, environment.namespace(), labels);
	}

	/**
	 * Returns details that explain a wrong count of the activator: its counter, how its
	 * scrapes and the rule went, and what the rule recorded.
	 */
	private static String activator() {
		String window = "[" + Prometheus.window(start) + ":15s]";
		String ofActivator = "{job=\"knative-activator\"}";
		return Stream
			.of("sum(http_server_request_duration_seconds_count{job=\"knative-activator\",k8s_namespace_name=\"%s\"})"
				.formatted(environment.namespace()),
					"sum(revision:http_requests:increase30s{from=\"activator\",namespace=\"%s\"})"
						.formatted(environment.namespace()),
					"sum(up%s)".formatted(ofActivator), "max(scrape_duration_seconds%s)".formatted(ofActivator),
					"sum(prometheus_rule_group_iterations_missed_total)",
					"sum(prometheus_rule_evaluation_failures_total)")
			.map((query) -> query + ": " + Prometheus.values(query + window))
			.collect(Collectors.joining("\n"));
	}

	/** Returns the share of each tag and revision. */
	private static Map<String, Integer> traffic() {
		return Prometheus.query("animals_traffic_percent{namespace=\"%s\"}".formatted(environment.namespace()))
			.stream()
			.collect(Collectors.toMap((series) -> series.label("tag") + " " + series.label("revision"),
					(series) -> (int) series.value(), Integer::sum, TreeMap::new));
	}

	private static void awaitTraffic(String tag, int percent) {
		await().atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofSeconds(1))
			.until(() -> traffic().entrySet()
				.stream()
				.anyMatch((entry) -> entry.getKey().startsWith(tag + " ") && entry.getValue() == percent));
	}

	/** Sends the same photo several times, and returns the token of each answer. */
	private static List<String> classify(int requests, Address address) {
		byte[] photo = Photos.koala();
		photos += requests;
		return Stream.generate(() -> Answers.token(send(() -> address.classify(photo)))).limit(requests).toList();
	}

	/** A token counts only once. */
	private static void sendFeedback(List<String> tokens) {
		tokens.forEach((token) -> send(() -> users.post("/feedback", "application/json",
				"{\"prediction\": \"%s\", \"label\": \"koala\"}".formatted(token).getBytes(StandardCharsets.UTF_8))));
	}

	/** Waits for the answer, so that the number of pods does not change. */
	private static HttpResponse<String> send(Supplier<HttpResponse<String>> request) {
		HttpResponse<String> answer = request.get();
		assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
		sent++;
		return answer;
	}

}
