package dev.animals.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import dev.animals.e2e.Dashboard.Panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Every query of the dashboard finds something after stable and a candidate had photos
 * and judgements. Needs {@code make monitoring}.
 */
@Tag("long")
class DashboardTests {

	/** Drift is unknown below 500 photos of stable and of the candidate. */
	private static final int REQUESTS = 1200;

	/** Windows of the rules, and how often they are looked at. */
	private static final Duration UNTIL_KNOWN = Duration.ofMinutes(3);

	/** What cannot have data here, and why. */
	private static final Map<String, String> LATER = Map.of("Availability, 30 days",
			"whole hours are counted, and the first is not over", "Error budget left, 30 days",
			"whole hours are counted, and the first is not over");

	/** The rest comes from the kubelet itself, which always says whose a container is. */
	private static final List<String> FROM_CADVISOR = List.of("CPU throttled by the limit",
			"Memory, share of the limit");

	@RegisterExtension
	static final Environment environment = new Environment("dashboard");

	private static Instant begin = Instant.EPOCH;

	@BeforeAll
	static void sendPhotosAndJudgements() throws IOException {
		assumeTrue(Command
			.run(Duration.ofSeconds(30), Map.of(),
					List.of("kubectl", "get", "prometheus", "animals", "-n", "monitoring"))
			.status() == 0, "there is no Prometheus: make monitoring");
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		environment.deploy(Settings.CANDIDATE_IMAGE).succeeded();
		environment.make("canary", "PERCENT=50").succeeded();
		begin = Instant.now();
		List<byte[]> photos = photos();
		Address users = environment.users();
		users.classify("no picture".getBytes(StandardCharsets.UTF_8));
		AtomicInteger next = new AtomicInteger();
		try (Load load = new Load(3,
				() -> classifyAndJudge(users, photos.get(next.getAndIncrement() % photos.size())))) {
			await().atMost(Duration.ofMinutes(4)).until(() -> load.answered() >= REQUESTS);
			load.stop();
			assertThat(load.failures()).isEmpty();
		}
	}

	private static List<byte[]> photos() throws IOException {
		try (Stream<Path> files = Files.list(Settings.REPOSITORY.resolve("function/photos"))) {
			return files.filter((file) -> file.toString().matches(".*\\.(jpg|png|webp)"))
				.map(DashboardTests::bytes)
				.toList();
		}
	}

	private static byte[] bytes(Path file) {
		try {
			return Files.readAllBytes(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Says of what was predicted that it is right. */
	private static HttpResponse<String> classifyAndJudge(Address users, byte[] photo) {
		HttpResponse<String> classified = users.classify(photo);
		if (classified.statusCode() != 200) {
			return classified;
		}
		JsonNode answer = Photos.MAPPER.readTree(classified.body());
		Map<String, String> judgement = Map.of("prediction", answer.required("prediction").stringValue(), "label",
				answer.required("top").required(0).required("label").stringValue());
		return users.post("/feedback", "application/json", Photos.MAPPER.writeValueAsBytes(judgement));
	}

	static Stream<Panel> panels() throws IOException {
		return Dashboard.read().panels().stream().filter((panel) -> !panel.queries().isEmpty());
	}

	@ParameterizedTest
	@MethodSource("panels")
	void findsSomething(Panel panel) {
		assumeTrue(!LATER.containsKey(panel.title()), () -> panel + ": " + LATER.get(panel.title()));
		assumeTrue(!needsTags(panel) || tagsAreKnown(), () -> panel + ": nothing exports the Service's traffic");
		assumeTrue(!FROM_CADVISOR.contains(panel.title()) || cAdvisorNamesContainers(),
				() -> panel + ": cAdvisor does not say which container is whose");

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
			.anyMatch((query) -> query.expression().contains("candidate:")
					|| query.expression().matches(".*animals_(traffic_percent|ready).*"));
	}

	private static boolean tagsAreKnown() {
		return !Dashboard.ask("count(animals_traffic_percent)", "", Instant.now(), Instant.now()).isEmpty();
	}

	private static boolean cAdvisorNamesContainers() {
		String node = environment.kubectl("get", "nodes", "-o", "jsonpath={.items[0].metadata.name}");
		return environment.kubectl("get", "--raw", "/api/v1/nodes/" + node + "/proxy/metrics/cadvisor")
			.contains("container=\"user-container\"");
	}

	/** Of what came to pass here: {@code make dashboard-picture} puts it into docs. */
	@AfterAll
	static void draw() throws IOException {
		if (begin.isAfter(Instant.EPOCH)) {
			new DashboardPlot(environment.namespace(), begin, Instant.now())
				.write(Settings.OUTPUT.resolve("dashboard.png"));
		}
	}

}
