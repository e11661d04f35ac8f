package dev.animals.release.export;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TrafficExporterTests {

	private static final String CANARY = """
			{"items": [{
				"metadata": {"namespace": "animals-dev", "name": "animals"},
				"status": {
					"conditions": [
						{"type": "ConfigurationsReady", "status": "False"},
						{"type": "Ready", "status": "False"},
						{"type": "RoutesReady", "status": "True"}],
					"traffic": [
						{"tag": "stable", "revisionName": "animals-00001", "percent": 90, "latestRevision": false},
						{"tag": "candidate", "revisionName": "animals-00002", "percent": 10, "latestRevision": false},
						{"tag": "previous", "revisionName": "animals-00001", "latestRevision": false}]}}]}
			""";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@SuppressWarnings("NullAway.Init")
	private FakeApiServer apiServer;

	@SuppressWarnings("NullAway.Init")
	private HTTPServer exporter;

	@BeforeEach
	void start() throws IOException {
		this.apiServer = new FakeApiServer();
		Files.writeString(this.folder.resolve("token"), "first\n");
		this.exporter = serve(Duration.ofMinutes(1));
	}

	private HTTPServer serve(Duration limit) throws IOException {
		return TrafficExporter.serve(0, this.apiServer.with(this.folder.resolve("token"), limit));
	}

	@AfterEach
	void stop() {
		this.exporter.close();
		this.apiServer.close();
	}

	@Test
	void exportsTheTagAndShareOfEachRevision() throws Exception {
		this.apiServer.body = CANARY;

		assertThat(series()).containsExactlyInAnyOrder(
				"animals_ready{namespace=\"animals-dev\",service=\"animals\"} 1.0",
				percent("animals-00001", "stable", 90), percent("animals-00002", "candidate", 10),
				percent("animals-00001", "previous", 0));
	}

	@Test
	void addsTheSharesOfEntriesWithTheSameRevisionAndTag() throws Exception {
		this.apiServer.body = """
				{"items": [{
					"metadata": {"namespace": "animals-dev", "name": "animals"},
					"status": {"traffic": [
						{"revisionName": "animals-00001", "percent": 70, "latestRevision": true},
						{"revisionName": "animals-00001", "percent": 25, "latestRevision": false},
						{"revisionName": "animals-00001", "tag": "stable", "percent": 5}]}}]}
				""";

		assertThat(series()).contains(percent("animals-00001", "", 95), percent("animals-00001", "stable", 5));
	}

	@Test
	void isReadyOnlyIfTheRouteIsReady() throws Exception {
		String notReady = "animals_ready{namespace=\"animals-dev\",service=\"animals\"} 0.0";
		this.apiServer.body = CANARY.replace("\"RoutesReady\", \"status\": \"True\"",
				"\"RoutesReady\", \"status\": \"Unknown\"");
		assertThat(series()).contains(notReady);

		this.apiServer.body = """
				{"items": [{"metadata": {"namespace": "animals-dev", "name": "animals"}}]}
				""";
		assertThat(series()).containsExactly(notReady);
	}

	@Test
	void exportsTheLastDecisionOfARollout() throws Exception {
		this.apiServer.body = """
				{"items": [{"metadata": {"namespace": "animals-dev", "name": "animals", "annotations": {
					"animals.dev/rollout-decision":
						"2026-11-29T01:00:00.123Z animals-00002 WORSE: At 5 % the candidate is worse."}}}]}
				""";

		assertThat(series())
			.contains("animals_rollout_decision_timestamp_seconds{namespace=\"animals-dev\",outcome=\"worse\","
					+ "revision=\"animals-00002\",service=\"animals\"} 1.795914E9");
	}

	@Test
	void forgetsADeletedService() throws Exception {
		this.apiServer.body = CANARY;
		assertThat(series()).isNotEmpty();

		this.apiServer.body = "{\"items\": []}";
		assertThat(series()).isEmpty();
	}

	@Test
	void asksOnlyForServicesNamedAnimals() throws Exception {
		series();

		assertThat(this.apiServer.asked)
			.startsWith("/apis/serving.knative.dev/v1/services?fieldSelector=metadata.name%3Danimals&");
	}

	@Test
	void usesATokenThatKubernetesReplaced() throws Exception {
		series();
		assertThat(this.apiServer.authorization).isEqualTo("Bearer first");

		Files.writeString(this.folder.resolve("token"), "second\n");
		series();
		assertThat(this.apiServer.authorization).isEqualTo("Bearer second");
	}

	/** Prometheus then sets {@code up} to 0 and keeps no old values. */
	@Nested
	class AnswersWith500 {

		@Test
		void whenTheApiServerRejectsTheRequest() throws Exception {
			TrafficExporterTests.this.apiServer.status = 403;

			assertThat(read().statusCode()).isEqualTo(500);
		}

		@Test
		void whenThereIsNoApiServer() throws Exception {
			TrafficExporterTests.this.apiServer.close();

			assertThat(read().statusCode()).isEqualTo(500);
		}

		@Test
		void whenTheAnswerIsNotAListOfServices() throws Exception {
			TrafficExporterTests.this.apiServer.body = "<html>";
			assertThat(read().statusCode()).isEqualTo(500);

			TrafficExporterTests.this.apiServer.body = "{\"kind\": \"Status\"}";
			assertThat(read().statusCode()).isEqualTo(500);
		}

		@Test
		void whenTheAnswerIsTooLarge() throws Exception {
			TrafficExporterTests.this.apiServer.body = " ".repeat(17 << 20);

			assertThat(read().statusCode()).isEqualTo(500);
		}

		@Test
		void whenTheAnswerDoesNotEnd() throws Exception {
			TrafficExporterTests.this.apiServer.missing = 1;
			TrafficExporterTests.this.exporter.close();
			TrafficExporterTests.this.exporter = serve(Duration.ofSeconds(1));

			assertThat(read().statusCode()).isEqualTo(500);
		}

		@Test
		void onlyUntilTheApiServerAnswersAgain() throws Exception {
			TrafficExporterTests.this.apiServer.status = 503;
			assertThat(read().statusCode()).isEqualTo(500);

			TrafficExporterTests.this.apiServer.status = 200;
			assertThat(read().statusCode()).isEqualTo(200);
		}

	}

	private static String percent(String revision, String tag, int percent) {
		return "animals_traffic_percent{namespace=\"animals-dev\",revision=\"%s\",service=\"animals\",tag=\"%s\"} %s"
			.formatted(revision, tag, (double) percent);
	}

	private List<String> series() throws Exception {
		return Scrape.series(this.exporter);
	}

	private HttpResponse<String> read() throws Exception {
		return Scrape.of(this.exporter);
	}

}
