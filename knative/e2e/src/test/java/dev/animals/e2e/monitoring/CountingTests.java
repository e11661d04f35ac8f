package dev.animals.e2e.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.animals.e2e.Address;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import dev.animals.e2e.monitoring.Prometheus.Series;
import dev.animals.photos.Photos;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Proves that Prometheus counts every request of a service that wakes and scales to zero
 * again and again. The table is {@code target/counting.md}.
 */
@Tag("long")
class CountingTests {

	private static final int ROUNDS = Integer.getInteger("counting.rounds", 10);

	@RegisterExtension
	static final Environment environment = new Environment("counting");

	@SuppressWarnings("NullAway.Init")
	private static Instant start;

	@BeforeAll
	static void deploy() {
		start = Instant.now();
		assumeTrue(Prometheus.isThere(), "Prometheus is missing: run make monitoring first");
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
	}

	@Test
	void countsEveryRequestWhileTheServiceWakesAndSleeps() throws IOException {
		Address users = environment.users();
		List<Integer> sent = new ArrayList<>();
		for (int round = 0; round < ROUNDS; round++) {
			environment.awaitNoPods();
			// Some rounds have only one request, because it would be lost most easily.
			sent.add(1 + 2 * (round % 3));
			for (int i = 0; i < sent.getLast(); i++) {
				assertThat(users.classify(Photos.koala()).statusCode()).isEqualTo(200);
			}
		}
		environment.awaitNoPods();
		Prometheus.awaitRecorded("animals-requests");
		Prometheus.awaitRecorded("animals-counted");
		List<Integer> lastValues = lastValues();
		int all = sent.stream().mapToInt(Integer::intValue).sum();
		write(sent, lastValues, all);

		assertThat(lastValues).isEqualTo(sent);
		assertThat(recorded("revision:http_requests:increase30s", "from=\"pod\"")).isEqualTo(all);
		assertThat(recorded("revision:http_requests:increase30s", "from=\"activator\"")).isEqualTo(all);
		assertThat(recorded("revision:animals_predictions:increase30s")).isEqualTo(all);
	}

	/**
	 * Returns the last count that was scraped from each pod, in the order in which the
	 * pods started.
	 */
	private static List<Integer> lastValues() {
		String pods = "{namespace=\"%s\"}[%s]".formatted(environment.namespace(), Prometheus.window(start));
		Map<String, Double> started = byPod("min by (pod) (min_over_time(process_start_time_seconds" + pods + "))");
		Map<String, Double> counted = byPod(
				"sum by (pod) (last_over_time(http_server_request_duration_seconds_count" + pods + "))");
		return counted.entrySet()
			.stream()
			.sorted(Comparator.comparing((pod) -> started.getOrDefault(pod.getKey(), Double.NaN)))
			.map((pod) -> pod.getValue().intValue())
			.toList();
	}

	private static Map<String, Double> byPod(String query) {
		return Prometheus.query(query)
			.stream()
			.collect(Collectors.toMap((series) -> series.label("pod"), Series::value));
	}

	private static double recorded(String rule, String... labels) {
		return Prometheus.recorded(start, rule, environment.namespace(), labels);
	}

	private static void write(List<Integer> sent, List<Integer> lastValues, int all) throws IOException {
		String table = """
				| | requests |
				|---|---|
				| sent in %d rounds | %s = %d |
				| the pods' last values | %s |
				| recorded, of pods | %.0f |
				| recorded, of the activator | %.0f |
				| photos recorded, of pods | %.0f |
				""".formatted(sent.size(), sum(sent), all, sum(lastValues),
				recorded("revision:http_requests:increase30s", "from=\"pod\""),
				recorded("revision:http_requests:increase30s", "from=\"activator\""),
				recorded("revision:animals_predictions:increase30s"));
		Files.writeString(Settings.OUTPUT.resolve("counting.md"), table);
		System.out.println(table);
	}

	private static String sum(List<Integer> numbers) {
		return numbers.stream().map(String::valueOf).collect(Collectors.joining(" + "));
	}

}
