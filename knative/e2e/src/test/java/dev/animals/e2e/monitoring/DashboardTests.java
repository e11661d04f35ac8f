package dev.animals.e2e.monitoring;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.animals.e2e.Address;
import dev.animals.e2e.Answers;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Load;
import dev.animals.e2e.Settings;
import dev.animals.e2e.monitoring.Dashboard.Panel;
import dev.animals.photos.LabelledPhoto;
import dev.animals.photos.Photos;
import dev.animals.testing.Command;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Proves that every query of the dashboard has a result after stable and a candidate
 * received photos and feedback, and draws the panels to {@code target/dashboard.png}.
 */
@Tag("long")
class DashboardTests {

	/**
	 * The number of requests, because drift is known only with at least 500 photos for
	 * each of stable and candidate.
	 */
	private static final int REQUESTS = 1200;

	/**
	 * The longest time until the rules have values: their windows and the time between
	 * two evaluations.
	 */
	private static final Duration UNTIL_KNOWN = Duration.ofMinutes(3);

	/** The panels that have no data within the first hour, and the reason. */
	private static final Map<String, String> LATER = Map.of("Availability, 30 days", "only complete hours are counted",
			"Error budget left, 30 days", "only complete hours are counted", //
			"Reached through the public address", "PROBE_URL is not set", //
			"Accuracy by a fair sample", "the service asks nobody for feedback", //
			"Users who reply when they are asked", "the service asks nobody for feedback");

	/**
	 * The panels that need cAdvisor. The kubelet itself provides the data of the other
	 * panels about pods.
	 */
	private static final List<String> FROM_CADVISOR = List.of("CPU throttled by the limit",
			"Memory, share of the limit");

	@RegisterExtension
	static final Environment environment = new Environment("dashboard");

	private static Instant begin = Instant.EPOCH;

	@BeforeAll
	static void sendPhotosAndFeedback() {
		assumeTrue(Command
			.run(Duration.ofSeconds(30), Map.of(),
					List.of("kubectl", "get", "prometheus", "animals", "-n", "monitoring"))
			.status() == 0, "Prometheus is missing: run make monitoring first");
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		environment.deploy(Settings.CANDIDATE_IMAGE).succeeded();
		environment.make("canary", "PERCENT=50").succeeded();
		begin = Instant.now();
		List<byte[]> photos = Photos.shipped().stream().map(LabelledPhoto::bytes).toList();
		Address users = environment.users();
		users.classify("not a photo".getBytes(StandardCharsets.UTF_8));
		AtomicInteger next = new AtomicInteger();
		try (Load load = new Load(3,
				() -> classifyAndSendFeedback(users, photos.get(next.getAndIncrement() % photos.size())))) {
			await().atMost(Duration.ofMinutes(4)).until(() -> load.answered() >= REQUESTS);
			load.stop();
			assertThat(load.failures()).isEmpty();
		}
	}

	/** Classifies a photo, and sends the feedback that the answer is right. */
	private static HttpResponse<String> classifyAndSendFeedback(Address users, byte[] photo) {
		HttpResponse<String> classified = users.classify(photo);
		if (classified.statusCode() != 200) {
			return classified;
		}
		JsonNode answer = Answers.MAPPER.readTree(classified.body());
		Map<String, String> feedback = Map.of("prediction", answer.required("prediction").stringValue(), "label",
				answer.required("top").required(0).required("label").stringValue());
		return users.post("/feedback", "application/json", Answers.MAPPER.writeValueAsBytes(feedback));
	}

	static Stream<Panel> panels() throws IOException {
		return Dashboard.read().panels().stream().filter((panel) -> !panel.queries().isEmpty());
	}

	@ParameterizedTest
	@MethodSource("panels")
	void hasAResult(Panel panel) {
		assumeTrue(!LATER.containsKey(panel.title()), () -> panel + ": " + LATER.get(panel.title()));
		assumeTrue(!needsTags(panel) || tagsAreKnown(), () -> panel + ": no exporter knows the Service's traffic");
		assumeTrue(!FROM_CADVISOR.contains(panel.title()) || cAdvisorNamesContainers(),
				() -> panel + ": cAdvisor does not name the containers' pods");

		panel.queries()
			.forEach((query) -> await().atMost(UNTIL_KNOWN)
				.pollInterval(Duration.ofSeconds(5))
				.untilAsserted(() -> assertThat(
						Dashboard.ask(query.expression(), environment.namespace(), begin, Instant.now()))
					.as(query.expression())
					.anyMatch((series) -> !series.values().isEmpty())));
	}

	private static boolean needsTags(Panel panel) {
		return panel.queries()
			.stream()
			.anyMatch((query) -> query.expression().matches(".*animals_(traffic_percent|ready|judge).*"));
	}

	private static boolean tagsAreKnown() {
		return !Dashboard.ask("count(animals_traffic_percent)", "", Instant.now(), Instant.now()).isEmpty();
	}

	private static boolean cAdvisorNamesContainers() {
		String node = environment.kubectl("get", "nodes", "-o", "jsonpath={.items[0].metadata.name}");
		return environment.kubectl("get", "--raw", "/api/v1/nodes/" + node + "/proxy/metrics/cadvisor")
			.contains("container=\"user-container\"");
	}

	/**
	 * Draws the panels with the data of this test, for {@code make dashboard-picture}.
	 */
	@AfterAll
	static void draw() throws IOException {
		if (begin.isAfter(Instant.EPOCH)) {
			new DashboardPlot(environment.namespace(), begin, Instant.now())
				.write(Settings.OUTPUT.resolve("dashboard.png"));
		}
	}

}
