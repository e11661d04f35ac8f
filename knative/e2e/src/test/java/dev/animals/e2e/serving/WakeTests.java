package dev.animals.e2e.serving;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import dev.animals.e2e.Address;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import dev.animals.photos.Photos;
import dev.animals.testing.PodWatch;
import dev.animals.testing.PodWatch.Event;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Proves that waking from zero takes at most twice as long as with a trivial service on
 * the same cluster, and measures each part of that time. The table is {@code
 * target/wake.md}.
 */
@Tag("long")
class WakeTests {

	private static final int ROUNDS = Integer.getInteger("wake.rounds", 10);

	/**
	 * The image of a static Go program that answers with a greeting, such as Knative's
	 * own test image.
	 */
	private static final String TRIVIAL_IMAGE = Settings.required("TRIVIAL_IMAGE");

	@RegisterExtension
	static final Environment environment = new Environment("wake");

	@BeforeAll
	static void deploy() throws IOException {
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		environment.write("trivial.yaml", """
				apiVersion: serving.knative.dev/v1
				kind: Service
				metadata:
				  name: trivial
				spec:
				  template:
				    metadata:
				      annotations:
				        autoscaling.knative.dev/window: 6s
				    spec:
				      containers:
				      - image: %s
				        resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {cpu: "2", memory: 256Mi}}
				        securityContext:
				          runAsNonRoot: true
				          runAsUser: 65532
				          allowPrivilegeEscalation: false
				          capabilities: {drop: [ALL]}
				          seccompProfile: {type: RuntimeDefault}
				""".formatted(TRIVIAL_IMAGE));
		environment.kubectl("apply", "-f", environment.folder().resolve("trivial.yaml").toString());
		environment.kubectl("wait", "ksvc/trivial", "--for=condition=Ready", "--timeout=120s");
	}

	@Test
	void takesAtMostTwiceAsLongAsATrivialService() throws IOException {
		Address animals = environment.users();
		Address trivial = Address.of(environment.kubectl("get", "ksvc", "trivial", "-o", "jsonpath={.status.url}"));
		List<Double> ours = new ArrayList<>();
		List<Double> theirs = new ArrayList<>();
		Map<String, List<Double>> phases = new LinkedHashMap<>();
		for (int round = 0; round < ROUNDS; round++) {
			awaitNoPods();
			// The two services are woken in turn, and each is the first in half of the
			// rounds.
			if (round % 2 == 0) {
				theirs.add(seconds(() -> trivial.get("/")));
			}
			try (PodWatch watch = new PodWatch(environment.namespace(), Environment.PODS)) {
				Instant start = Instant.now();
				ours.add(seconds(() -> animals.classify(Photos.koala())));
				Instant end = Instant.now();
				timeline(watch, start, end)
					.forEach((phase, time) -> phases.computeIfAbsent(phase, (key) -> new ArrayList<>()).add(time));
			}
			if (round % 2 == 1) {
				theirs.add(seconds(() -> trivial.get("/")));
			}
		}
		write(ours, theirs, phases);
		assertThat(median(ours) / median(theirs)).as("ratio of the medians").isLessThanOrEqualTo(2.0);
	}

	/** Returns the seconds between the events of one wake-up, in order. */
	private static Map<String, Double> timeline(PodWatch watch, Instant start, Instant end) {
		Instant process = Instant.EPOCH.plus(seconds("process_start_time_seconds"));
		Instant started = process.plus(seconds("application_started_time_seconds"));
		Instant ready = process.plus(seconds("application_ready_time_seconds"));
		Map<String, Double> phases = new LinkedHashMap<>();
		phases.put("activator, autoscaler, Deployment: until the pod exists",
				between(start, first(watch, Event.ADDED)));
		phases.put("scheduler", between(first(watch, Event.ADDED), first(watch, Event.SCHEDULED)));
		phases.put("kubelet, sandbox, network, image, container: until the process starts",
				between(first(watch, Event.SCHEDULED), process));
		phases.put("JVM, Spring: until the context is ready", between(process, started));
		phases.put("model, warm-up: until the service is ready", between(started, ready));
		phases.put("probes, activator, the answer itself", between(ready, end));
		return phases;
	}

	private static Instant first(PodWatch watch, Event event) {
		await().until(() -> watch.first(event).isPresent());
		return watch.first(event).orElseThrow();
	}

	private static Duration seconds(String metric) {
		return Duration.ofMillis(Math.round(environment.metric(metric) * 1000));
	}

	private static double between(Instant from, Instant to) {
		return Duration.between(from, to).toMillis() / 1000.0;
	}

	private static void awaitNoPods() {
		await().atMost(Duration.ofMinutes(3))
			.pollInterval(Duration.ofSeconds(1))
			.until(() -> environment.kubectl("get", "pods", "-l", "serving.knative.dev/service", "-o", "name")
				.isEmpty());
	}

	private static double seconds(Supplier<HttpResponse<String>> request) {
		long start = System.nanoTime();
		assertThat(request.get().statusCode()).isEqualTo(200);
		return (System.nanoTime() - start) / 1e9;
	}

	private static double median(List<Double> times) {
		List<Double> sorted = times.stream().sorted().toList();
		return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
	}

	private static void write(List<Double> ours, List<Double> theirs, Map<String, List<Double>> phases)
			throws IOException {
		StringBuilder table = new StringBuilder("| from zero | median | least | most |\n|---|---|---|---|\n");
		table.append(row("a trivial Go service", theirs)).append(row("animals", ours));
		phases.forEach((phase, times) -> table.append(row("&nbsp;&nbsp;" + phase, times)));
		table.append(String.format(Locale.ROOT, "%nRatio of the medians, %d rounds: %.2f%n", ours.size(),
				median(ours) / median(theirs)));
		Path file = Settings.OUTPUT.resolve("wake.md");
		Files.writeString(file, table);
		System.out.println(table);
	}

	private static String row(String name, List<Double> times) {
		return String.format(Locale.ROOT, "| %s | %.2f s | %.2f s | %.2f s |%n", name, median(times),
				times.stream().min(Double::compare).orElseThrow(), times.stream().max(Double::compare).orElseThrow());
	}

}
