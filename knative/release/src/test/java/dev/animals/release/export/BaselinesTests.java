package dev.animals.release.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.release.baseline.Baseline;
import dev.animals.release.baseline.Reference;
import dev.animals.release.baseline.Spread;
import dev.animals.release.prometheus.ExpectedAccuracy;

import static org.assertj.core.api.Assertions.assertThat;

class BaselinesTests {

	private static final Baseline BASELINE = new Baseline("lite0-1.1.0-int8", "animals-00001",
			Instant.ofEpochSecond(1000), Instant.ofEpochSecond(2000), 12, new ExpectedAccuracy(40, 4.5, 50), "eve", "",
			new TreeMap<>(Map.of("verdicts",
					new Reference(true, new TreeMap<>(Map.of("animal", 9L, "unknown", 0L)),
							new Spread(OptionalDouble.of(0.5), OptionalDouble.of(0.25), 9, 3)),
					"formats", new Reference(false, new TreeMap<>(Map.of("jpeg", 9L, "png", 0L)),
							new Spread(OptionalDouble.empty(), OptionalDouble.empty(), 0, 0)))));

	private static final String MAP = "/api/v1/namespaces/animals-dev/configmaps/animals-drift-baseline-3";

	private static final String FAILURES = "animals_baseline_failures_total"
			+ "{namespace=\"animals-dev\",service=\"animals\"} ";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@SuppressWarnings("NullAway.Init")
	private FakeApiServer apiServer;

	@SuppressWarnings("NullAway.Init")
	private Baselines baselines;

	@BeforeEach
	void start() throws IOException {
		this.apiServer = new FakeApiServer();
		Files.writeString(this.folder.resolve("token"), "first\n");
		this.baselines = new Baselines(this.apiServer.with(this.folder.resolve("token"), Duration.ofMinutes(1)));
		service("animals-drift-baseline-3");
		map(BASELINE.document());
	}

	@AfterEach
	void stop() {
		this.apiServer.close();
	}

	@Test
	void exportsTheBaselineOfAService() throws Exception {
		String labels = "{distribution=\"verdicts\",model=\"lite0-1.1.0-int8\",namespace=\"animals-dev\","
				+ "service=\"animals\"";
		assertThat(series()).contains("animals_baseline_photos" + labels + "} 9.0",
				"animals_baseline_spread" + labels + ",window=\"1h\"} 0.5",
				"animals_baseline_spread" + labels + ",window=\"1d\"} 0.25",
				"animals_baseline_share{bin=\"animal\"," + labels.substring(1) + "} 0.95",
				"animals_baseline_share{bin=\"unknown\"," + labels.substring(1) + "} 0.05",
				"animals_baseline_info{baseline=\"animals-drift-baseline-3\",model=\"lite0-1.1.0-int8\","
						+ "namespace=\"animals-dev\",revision=\"animals-00001\",service=\"animals\"} 1.0",
				"animals_baseline_timestamp_seconds{model=\"lite0-1.1.0-int8\",namespace=\"animals-dev\","
						+ "service=\"animals\"} 2000.0",
				FAILURES + "0.0");
	}

	/** The mean of the squares is (40 − 4.5) / 50, so the variance is 0.71 − 0.64. */
	@Test
	void exportsTheExpectedAccuracy() throws Exception {
		String labels = "{model=\"lite0-1.1.0-int8\",namespace=\"animals-dev\",service=\"animals\"} ";
		assertThat(series()).contains("animals_baseline_expected_accuracy" + labels + "0.8")
			.anySatisfy((line) -> assertThat(line)
				.startsWith("animals_baseline_expected_accuracy_error" + labels + "0.0374"));
	}

	@Test
	void exportsNoExpectedAccuracyOfTooFewAnswers() throws Exception {
		map(BASELINE.document().replace("answers: 50", "answers: 49"));
		assertThat(series()).isNotEmpty().noneMatch((line) -> line.startsWith("animals_baseline_expected_accuracy"));
	}

	/** The counts of sizes and formats have no label {@code model} either. */
	@Test
	void namesTheModelOnlyIfTheDistributionDependsOnIt() throws Exception {
		assertThat(series()).contains(
				"animals_baseline_photos{distribution=\"formats\",namespace=\"animals-dev\",service=\"animals\"} 9.0");
	}

	@Test
	void hasNoSpreadThatIsUnknown() throws Exception {
		assertThat(series())
			.noneMatch((line) -> line.startsWith("animals_baseline_spread") && line.contains("formats"));
	}

	@Test
	void exportsNothingForAServiceWithoutABaseline() throws Exception {
		this.apiServer.body = """
				{"items": [{"metadata": {"namespace": "animals-dev", "name": "animals"}}]}""";
		assertThat(series()).isEmpty();
	}

	@Test
	void forgetsABaselineThatTheServiceNoLongerNames() throws Exception {
		series();
		this.apiServer.body = "{\"items\": []}";
		assertThat(series()).noneMatch((line) -> line.startsWith("animals_baseline_photos"));
	}

	@Test
	void countsABrokenBaselineAndExportsTheOthers() throws Exception {
		this.apiServer.body = """
				{"items": [%s, %s]}""".formatted(item("animals-dev", "animals-drift-baseline-3"),
				item("animals", "animals-drift-baseline-1"));
		this.apiServer.others.put("/api/v1/namespaces/animals/configmaps/animals-drift-baseline-1",
				"{\"data\": {\"baseline.yaml\": \"photos: [\"}}");
		assertThat(series()).contains(FAILURES + "0.0",
				"animals_baseline_failures_total{namespace=\"animals\",service=\"animals\"} 1.0");
		assertThat(series()).contains("animals_baseline_failures_total{namespace=\"animals\",service=\"animals\"} 2.0")
			.filteredOn((line) -> line.startsWith("animals_baseline_info"))
			.singleElement()
			.asString()
			.contains("namespace=\"animals-dev\"");
	}

	@Test
	void keepsTheBaselineIfTheApiServerDoesNotAnswer() throws Exception {
		List<String> before = series();
		this.apiServer.status = 503;
		assertThat(series()).isEqualTo(before);
	}

	@Test
	void keepsTheBaselineIfItsConfigMapCannotBeReadAgain() throws Exception {
		series();
		this.apiServer.others.put(MAP, "<html>");
		assertThat(series()).contains(FAILURES + "1.0").anyMatch((line) -> line.startsWith("animals_baseline_photos"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "animals-drift-baseline-", "other", "../secrets/animals-feedback",
			"animals-drift-baseline-3?x=1" })
	void asksForNothingButBaselines(String name) throws Exception {
		service(name);
		assertThat(series()).containsExactly(FAILURES + "1.0");
		assertThat(this.apiServer.asked).startsWith("/apis/serving.knative.dev/");
	}

	private void service(String baseline) {
		this.apiServer.body = "{\"items\": [%s]}".formatted(item("animals-dev", baseline));
	}

	private static String item(String namespace, String baseline) {
		return """
				{"metadata": {"namespace": "%s", "name": "animals",
				 "annotations": {"animals.dev/drift-baseline": "%s"}}}""".formatted(namespace, baseline);
	}

	private void map(String document) {
		this.apiServer.others.put(MAP,
				new JsonMapper().writeValueAsString(Map.of("data", Map.of("baseline.yaml", document))));
	}

	private List<String> series() throws Exception {
		this.baselines.look();
		PrometheusRegistry registry = new PrometheusRegistry();
		registry.register(this.baselines);
		try (HTTPServer exporter = HTTPServer.builder().port(0).registry(registry).buildAndStart()) {
			return Scrape.series(exporter);
		}
	}

}
