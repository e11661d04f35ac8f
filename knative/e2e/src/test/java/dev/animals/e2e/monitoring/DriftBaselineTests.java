package dev.animals.e2e.monitoring;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import dev.animals.e2e.monitoring.Prometheus.Series;
import dev.animals.photos.Photos;
import dev.animals.testing.Command;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Proves that a drift baseline contains what Prometheus has recorded, that the exporter
 * exports it, that it can be undone, and that a backup brings it back. The tests run in
 * this order.
 */
@TestMethodOrder(OrderAnnotation.class)
class DriftBaselineTests {

	private static final int PHOTOS = 120;

	/** A new name, because Prometheus still has the counts of an earlier run. */
	@RegisterExtension
	static final Environment environment = new Environment("baseline-" + System.currentTimeMillis());

	@BeforeAll
	static void sendPhotos() {
		assumeTrue(Prometheus.isThere(), "Prometheus is missing: run make monitoring first");
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		IntStream.range(0, PHOTOS)
			.forEach((_) -> assertThat(environment.users().classify(Photos.koala()).statusCode()).isEqualTo(200));
		Prometheus.awaitRecorded("animals-counted");
	}

	@Test
	@Order(1)
	void saysHowManyPhotosAreMissing() {
		Command command = environment.make("drift-baseline");
		assertThat(command.status()).isNotZero();
		assertThat(command.errors()).contains(PHOTOS + " of 500 photos", "of 24 h", "that is enough at");
		assertThat(maps()).isEmpty();
	}

	@Test
	@Order(2)
	void freezesWhatStableHasCounted() {
		String revisions = revisions();
		freeze();
		assertThat(maps()).containsExactly("animals-drift-baseline-1");
		assertThat(named()).isEqualTo("animals-drift-baseline-1");
		assertThat(revisions()).isEqualTo(revisions);
		assertThat(environment.kubectl("get", "configmap", "animals-drift-baseline-1", "-o",
				"jsonpath={.immutable} {.data}"))
			.startsWith("true ")
			.contains("photos: " + PHOTOS);
	}

	@Test
	@Order(3)
	void exportsTheBaselineWithTheLabelsOfTheCounts() {
		await().atMost(Duration.ofMinutes(2))
			.pollInterval(Duration.ofSeconds(2))
			.untilAsserted(() -> assertThat(series("animals_baseline_photos"))
				.filteredOn((series) -> !series.label("distribution").equals("groups"))
				.extracting(Series::value)
				.isNotEmpty()
				.containsOnly((double) PHOTOS));
		// Every bin that a rule counts has a share, found by the same labels.
		String counted = "model:animals_bin:count{window=\"1h\",namespace=\"%s\"}".formatted(environment.namespace());
		assertThat(Prometheus.query(counted)).isNotEmpty();
		assertThat(Prometheus.query("%s unless on (namespace, service, model, distribution, bin) animals_baseline_share"
			.formatted(counted))).isEmpty();
		assertThat(series("animals_baseline_failures_total")).extracting(Series::value).containsOnly(0.0);
	}

	@Test
	@Order(4)
	void returnsToTheBaselineBefore() {
		freeze();
		assertThat(named()).isEqualTo("animals-drift-baseline-2");
		environment.make("drift-baseline", "UNDO=true").succeeded();
		assertThat(named()).isEqualTo("animals-drift-baseline-1");
	}

	@Test
	@Order(5)
	void isRestoredFromABackup() throws IOException {
		environment.write("backup.yaml", environment.make("backup").succeeded().output());
		String document = environment.kubectl("get", "configmap", "animals-drift-baseline-1", "-o", "jsonpath={.data}");
		environment.make("undeploy", "CONFIRM=" + environment.namespace()).succeeded();
		environment
			.make("restore", "OVERLAY=" + environment.folder(), "BACKUP=" + environment.folder().resolve("backup.yaml"))
			.succeeded();
		assertThat(named()).isEqualTo("animals-drift-baseline-1");
		assertThat(environment.kubectl("get", "configmap", "animals-drift-baseline-1", "-o", "jsonpath={.data}"))
			.isEqualTo(document);
	}

	@Test
	@Order(6)
	void hasNoSeriesWithoutABaseline() {
		environment.make("drift-baseline", "UNDO=true").succeeded();
		assertThat(named()).isEmpty();
		await().atMost(Duration.ofMinutes(2))
			.pollInterval(Duration.ofSeconds(2))
			.until(() -> series("animals_baseline_info").isEmpty());
	}

	@Test
	@Order(7)
	void letsTheExporterReadButNotFindConfigMaps() {
		String exporter = "monitoring:animals-traffic";
		assertThat(environment.can("get", "configmaps", exporter)).isTrue();
		for (String verb : List.of("list", "watch", "create", "patch", "delete")) {
			assertThat(environment.can(verb, "configmaps", exporter)).as(verb).isFalse();
		}
		assertThat(environment.can("get", "secrets", exporter)).isFalse();
	}

	private static void freeze() {
		environment.make("drift-baseline", "MIN_PHOTOS=" + PHOTOS, "MIN_TIME=0m").succeeded();
	}

	private static List<Series> series(String name) {
		return Prometheus.query("%s{namespace=\"%s\"}".formatted(name, environment.namespace()));
	}

	private static List<String> maps() {
		return environment
			.kubectl("get", "configmaps", "-l", "app.kubernetes.io/component=drift-baseline", "-o",
					"go-template={{range .items}}{{.metadata.name}}{{\"\\n\"}}{{end}}")
			.lines()
			.toList();
	}

	private static String named() {
		return environment.kubectl("get", "ksvc", "animals", "-o",
				"jsonpath={.metadata.annotations.animals\\.dev/drift-baseline}");
	}

	private static String revisions() {
		return environment.kubectl("get", "revisions", "-o", "name");
	}

}
