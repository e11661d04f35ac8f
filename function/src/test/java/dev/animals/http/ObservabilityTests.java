package dev.animals.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The health, the metrics and the logs of the running service.
 */
@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class ObservabilityTests {

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private final Service service;

	private final Service management;

	private final Metrics metrics;

	ObservabilityTests(@LocalServerPort int port, @LocalManagementPort int managementPort) {
		this.service = new Service(port);
		this.management = new Service(managementPort);
		this.metrics = new Metrics(this.management);
	}

	@Test
	void answersHealthProbesOnTheServicePort() {
		assertThat(this.service.get("/livez").statusCode()).isEqualTo(200);
		assertThat(this.service.get("/readyz").statusCode()).isEqualTo(200);
	}

	@Test
	void answersManagementRequestsOnlyOnTheManagementPort() {
		for (String path : List.of("/actuator", "/actuator/prometheus", "/actuator/loggers", "/actuator/info")) {
			assertThat(this.service.get(path).statusCode()).isEqualTo(404);
		}
		for (String path : List.of("/actuator/prometheus", "/actuator/loggers", "/actuator/info")) {
			assertThat(this.management.get(path).statusCode()).isEqualTo(200);
		}
		assertThat(this.management.get("/actuator/env").statusCode()).isEqualTo(404);
	}

	@Test
	void exportsTheMetricsOfTheContract() {
		this.service.post("/classify", Photos.koala());
		Set<String> names = this.metrics.text()
			.lines()
			.filter((line) -> line.startsWith("# TYPE "))
			.map((line) -> line.substring(7))
			.filter((line) -> line.startsWith("animals_") || line.startsWith("latest_"))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(names).contains("animals_predictions_total counter", "animals_rejections_total counter",
				"animals_confidence histogram", "animals_margin histogram", "animals_energy histogram",
				"animals_brightness histogram", "animals_image_pixels histogram", "animals_image_bytes histogram",
				"animals_stage_seconds histogram", "latest_confidence_score gauge", "animals_in_flight gauge",
				"animals_queued gauge", "animals_tmp_bytes gauge");
		assertThat(names)
			.allMatch((line) -> line.matches("[a-z_]+ (counter|gauge|histogram)") || line.matches("[a-z_]+_max gauge"));
	}

	@Test
	void measuresEachStageByMode() {
		for (String stage : List.of("decode", "inference", "total")) {
			String[] labels = { "mode=\"image\"", "stage=\"" + stage + "\"" };
			double count = this.metrics.sum("animals_stage_seconds_count", labels);
			double seconds = this.metrics.sum("animals_stage_seconds_sum", labels);
			this.service.post("/classify", Photos.koala());
			assertThat(this.metrics.sum("animals_stage_seconds_count", labels)).isEqualTo(count + 1);
			assertThat(this.metrics.sum("animals_stage_seconds_sum", labels)).isGreaterThan(seconds);
		}
		assertThat(this.metrics.text())
			.contains("animals_stage_seconds_bucket{mode=\"image\",stage=\"decode\",le=\"0.005\"}");
	}

	@Test
	void doesNotCountTheWarmUp() {
		double before = this.metrics.sum("animals_predictions_total");
		this.service.post("/classify", Photos.koala());
		assertThat(this.metrics.sum("animals_predictions_total")).isEqualTo(before + 1);
	}

	@Test
	void logsARequestWithItsPredictionAndItsTrace(CapturedOutput output) {
		JsonNode answer = Service.json(this.service.post("/classify", Photos.koala(), "traceparent",
				"00-" + TRACE + "-00f067aa0ba902b7-01", "Content-Type", "image/jpeg"));
		String id = answer.get("id").asString();
		await().until(() -> output.getOut().contains(id));
		String line = output.getOut().lines().filter((each) -> each.contains(id)).findFirst().orElseThrow();
		JsonNode log = Service.MAPPER.readTree(line);
		assertThat(log.get("trace.id").asString()).isEqualTo(TRACE);
		assertThat(log.at("/prediction/id").asString()).isEqualTo(id);
		assertThat(log.at("/prediction/label").asString()).isEqualTo("koala");
		assertThat(log.at("/ecs/version").asString()).isNotEmpty();
		assertThat(line.length()).isLessThan(2000);
	}

	@Test
	void logsTheReasonOfARejectionWithoutTheBody(CapturedOutput output) {
		this.service.post("/classify", "no photo".getBytes(StandardCharsets.UTF_8), "Content-Type", "image/jpeg");
		await().until(() -> output.getOut().contains("not-an-image"));
		assertThat(output.getOut()).doesNotContain("no photo");
	}

}
