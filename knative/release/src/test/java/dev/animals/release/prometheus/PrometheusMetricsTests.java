package dev.animals.release.prometheus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.animals.release.judge.Block;
import dev.animals.release.judge.Cost;
import dev.animals.release.judge.Load;
import dev.animals.release.prometheus.Metrics.UnavailableException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Uses a real HTTP server that answers like Prometheus. */
class PrometheusMetricsTests {

	private static final Instant T0 = Instant.ofEpochSecond(1000);

	private static final Instant T1 = Instant.ofEpochSecond(1015);

	private static final Instant T2 = Instant.ofEpochSecond(1030);

	/** The series by time and metric name. */
	private final Map<String, List<String>> series = new HashMap<>();

	@SuppressWarnings("NullAway.Init")
	private HttpServer server;

	@SuppressWarnings("NullAway.Init")
	private PrometheusMetrics metrics;

	private int status = 200;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/api/v1/query", (exchange) -> {
			String query = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), UTF_8);
			String time = query.replaceAll("time=(\\d+).*", "$1");
			String name = query.replaceAll(".*last_over_time\\((\\w+).*", "$1");
			String body = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[%s]}}"
				.formatted(String.join(",", this.series.getOrDefault(time + name, List.of())));
			exchange.sendResponseHeaders(this.status, body.length());
			exchange.getResponseBody().write(body.getBytes(UTF_8));
			exchange.close();
		});
		this.server.start();
		this.metrics = new PrometheusMetrics(
				Source.at(URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + "/")), "animals");
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void countsWhatWasAddedToEachPod() {
		requests(T0, "a", "200", 10);
		requests(T1, "a", "200", 14);
		assertThat(block(T0, T1).candidate().requests()).isEqualTo(4);
	}

	@Test
	void countsANewPodFromZero() {
		requests(T1, "b", "200", 3);
		assertThat(block(T0, T1).candidate().requests()).isEqualTo(3);
	}

	@Test
	void countsARestartedPodFromZero() {
		requests(T0, "a", "200", 10);
		requests(T1, "a", "200", 2);
		assertThat(block(T0, T1).candidate().requests()).isEqualTo(2);
	}

	@Test
	void countsWhatNeverReachedAPod() {
		requests(T1, "a", "200", 3);
		activator(T1, "503", "+Inf", 2);
		activator(T1, "200", "+Inf", 3);
		Block block = block(T0, T1);
		assertThat(block.candidate().requests()).isEqualTo(5);
		assertThat(block.candidate().errors()).isEqualTo(2);
	}

	@Test
	void countsARequestOnceThatTheActivatorShowsLater() {
		requests(T1, "a", "500", 1);
		block(T0, T1);
		requests(T2, "a", "500", 1);
		activator(T2, "500", "+Inf", 1);
		assertThat(block(T1, T2).candidate().errors()).isZero();
	}

	/**
	 * The activator holds a request until a pod has started, and then the pod answers
	 * fast.
	 */
	@Test
	void countsTheTimeThatARequestWaitsForAPod() {
		requests(T1, "a", "200", 4);
		activator(T1, "200", "0.1", 1);
		activator(T1, "200", "+Inf", 4);
		assertThat(block(T0, T1).candidate().latency()).containsEntry(0.1, 1L)
			.containsEntry(Double.POSITIVE_INFINITY, 3L);
	}

	/** If there are enough pods, most requests bypass the activator. */
	@Test
	void countsSlowRequestsThatTheActivatorDidNotSee() {
		requests(T1, "a", "200", 4);
		activator(T1, "200", "0.1", 1);
		activator(T1, "200", "+Inf", 1);
		assertThat(block(T0, T1).candidate().latency()).containsEntry(0.1, 2L)
			.containsEntry(Double.POSITIVE_INFINITY, 2L);
	}

	@Test
	void countsRejectedRequests() {
		requests(T1, "a", "415", 3);
		requests(T1, "a", "200", 4);
		assertThat(block(T0, T1).candidate().rejected()).isEqualTo(3);
		assertThat(block(T0, T1).candidate().errors()).isZero();
	}

	@Test
	void turnsBucketsIntoBins() {
		requests(T1, "a", "200", 4);
		assertThat(block(T0, T1).candidate().latency()).containsEntry(0.1, 2L)
			.containsEntry(Double.POSITIVE_INFINITY, 2L);
	}

	@Test
	void tellsCandidateAndStableApart() {
		add(T1, "animals_predictions_total",
				"\"revision\":\"c\",\"model\":\"m2\",\"verdict\":\"animal\",\"group\":\"dog\"", 3);
		add(T1, "animals_predictions_total",
				"\"revision\":\"s\",\"model\":\"m1\",\"verdict\":\"unknown\",\"group\":\"none\"", 4);
		Block block = block(T0, T1);
		assertThat(block.candidate().answers()).containsExactly(Map.entry("animal/dog", 3L));
		assertThat(block.stable().answers()).containsExactly(Map.entry("unknown/none", 4L));
	}

	@Test
	void countsABatchOnceIfBothRevisionsCountCases() {
		add(T1, "animals_predictions_total", "\"revision\":\"c\",\"verdict\":\"animal\",\"group\":\"dog\"", 32);
		add(T1, "animals_case_answers_total", "\"revision\":\"c\",\"verdict\":\"animal\",\"group\":\"dog\"", 1);
		assertThat(block(T0, T1).candidate().answers()).containsExactly(Map.entry("animal/dog", 32L));
		add(T1, "animals_case_answers_total", "\"revision\":\"s\",\"verdict\":\"animal\",\"group\":\"cat\"", 2);
		assertThat(block(T0, T1).candidate().answers()).containsExactly(Map.entry("animal/dog", 1L));
	}

	@Test
	void sortsOutcomesBySlice() {
		String photo = "\"revision\":\"c\",\"mode\":\"structured\",\"format\":\"png\",\"size\":\"1MB\",\"outcome\":";
		add(T1, "animals_case_outcomes_total", photo + "\"failed\"", 3);
		add(T1, "animals_case_outcomes_total", photo + "\"animal\"", 4);
		assertThat(block(T0, T1).candidate().slices()).containsOnlyKeys("mode structured", "format png", "size 1MB")
			.containsEntry("mode structured", new TreeMap<>(Map.of("failed", 3L, "animal", 4L)));
	}

	@Test
	void countsRejectionsByReason() {
		add(T1, "animals_rejections_total", "\"revision\":\"c\",\"reason\":\"corrupt\"", 3);
		assertThat(block(T0, T1).candidate().reasons()).containsExactly(Map.entry("corrupt", 3L));
	}

	@Test
	void countsFeedbackForTheRevisionThatAnswered() {
		String young = "\"revision\":\"s\",\"answered_by\":\"c\",\"age\":\"5m\",\"right\":";
		add(T1, "animals_release_feedback_total", young + "\"false\"", 5);
		add(T1, "animals_release_feedback_total", young + "\"true\"", 6);
		Block block = block(T0, T1);
		assertThat(block.stable().feedback()).isEmpty();
		assertThat(block.candidate().feedback()).containsEntry("5m", new TreeMap<>(Map.of("wrong", 5L, "right", 6L)));
	}

	@Test
	void readsTheUseOfContainersWithoutTheirStart() {
		String cpu = "container_cpu_usage_seconds_total";
		add(T0, cpu, "\"pod\":\"c-deployment-1\"", 20);
		add(T1, cpu, "\"pod\":\"c-deployment-1\"", 23);
		add(T1, cpu, "\"pod\":\"c-deployment-2\"", 9);
		add(T1, "container_memory_working_set_bytes", "\"pod\":\"s-deployment-1\"", 400);
		Load load = this.metrics.load(T0, T1, "c", "s");
		assertThat(load.cost()).isEqualTo(new Cost(3, 0, 0, 400));
	}

	@Test
	void losesNothingWhenPrometheusWasAway() {
		requests(T0, "a", "200", 10);
		this.status = 503;
		assertThatThrownBy(() -> block(T0, T1)).isInstanceOf(UnavailableException.class).hasMessageContaining("503");
		this.status = 200;
		requests(T1, "a", "200", 14);
		assertThat(block(T0, T1).candidate().requests()).isEqualTo(4);
	}

	private Block block(Instant from, Instant to) {
		return this.metrics.between(from, to, "c", "s");
	}

	/** Adds counters of requests, half of which took less than 0.1 s. */
	private void requests(Instant at, String pod, String status, int number) {
		String labels = "\"revision\":\"c\",\"pod\":\"%s\",\"http_response_status_code\":\"%s\",\"le\":".formatted(pod,
				status);
		add(at, "http_server_request_duration_seconds_bucket", labels + "\"0.1\"", number / 2);
		add(at, "http_server_request_duration_seconds_bucket", labels + "\"+Inf\"", number);
	}

	private void activator(Instant at, String status, String bound, int number) {
		add(at, "http_server_request_duration_seconds_bucket",
				"\"kn_revision_name\":\"c\",\"http_response_status_code\":\"%s\",\"le\":\"%s\"".formatted(status,
						bound),
				number);
	}

	private void add(Instant at, String name, String labels, int value) {
		this.series.computeIfAbsent(at.getEpochSecond() + name, (_) -> new ArrayList<>())
			.add("{\"metric\":{%s},\"value\":[%d,\"%d\"]}".formatted(labels, at.getEpochSecond(), value));
	}

}
