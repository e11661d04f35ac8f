package dev.animals.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * Health, metrics and logs of the running service.
 */
@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class ObservabilityTests {

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private final Service service;

	private final Service management;

	ObservabilityTests(@LocalServerPort int port, @LocalManagementPort int managementPort) {
		this.service = new Service(port);
		this.management = new Service(managementPort);
	}

	@Test
	void isAliveAndReadyOnTheServicePort() {
		assertThat(this.service.get("/livez").statusCode()).isEqualTo(200);
		assertThat(this.service.get("/readyz").statusCode()).isEqualTo(200);
	}

	@Test
	void keepsManagementOffTheServicePort() {
		for (String path : List.of("/actuator", "/actuator/prometheus", "/actuator/loggers", "/actuator/info")) {
			assertThat(this.service.get(path).statusCode()).isEqualTo(404);
		}
		for (String path : List.of("/actuator/prometheus", "/actuator/loggers", "/actuator/info")) {
			assertThat(this.management.get(path).statusCode()).isEqualTo(200);
		}
		assertThat(this.management.get("/actuator/env").statusCode()).isEqualTo(404);
	}

	@Test
	void exportsTheMetricsOfItsContract() {
		this.service.post("/classify", Photos.koala());
		Set<String> names = metrics().lines()
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
	void measuresTheStagesByMode() {
		String before = metrics();
		this.service.post("/classify", Photos.koala());
		String after = metrics();
		for (String stage : List.of("decode", "inference", "total")) {
			String count = "animals_stage_seconds_count{mode=\"image\",stage=\"" + stage + "\"}";
			assertThat(value(after, count)).isEqualTo(value(before, count) + 1);
			String seconds = "animals_stage_seconds_sum{mode=\"image\",stage=\"" + stage + "\"}";
			assertThat(value(after, seconds)).isGreaterThan(value(before, seconds));
		}
		assertThat(after).contains("animals_stage_seconds_bucket{mode=\"image\",stage=\"decode\",le=\"0.005\"}");
	}

	@Test
	void countsNoWarmUp() {
		String before = metrics();
		double predictions = sum(before, "animals_predictions_total");
		this.service.post("/classify", Photos.koala());
		assertThat(sum(metrics(), "animals_predictions_total")).isEqualTo(predictions + 1);
	}

	@Test
	void logsOneRequestWithItsPredictionAndItsTrace(CapturedOutput output) {
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
	void logsWhyItRefused(CapturedOutput output) {
		this.service.post("/classify", "no picture".getBytes(StandardCharsets.UTF_8), "Content-Type", "image/jpeg");
		await().until(() -> output.getOut().contains("not-an-image"));
		assertThat(output.getOut()).doesNotContain("no picture");
	}

	private String metrics() {
		return new String(this.management.get("/actuator/prometheus").body(), StandardCharsets.UTF_8);
	}

	private static double value(String metrics, String series) {
		return metrics.lines()
			.filter((line) -> line.startsWith(series + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(series.length() + 1)))
			.findFirst()
			.orElseThrow();
	}

	private static double sum(String metrics, String name) {
		Matcher matcher = Pattern.compile("(?m)^" + name + "\\{.*\\} (.*)$").matcher(metrics);
		return matcher.results().mapToDouble((result) -> Double.parseDouble(result.group(1))).sum();
	}

}
