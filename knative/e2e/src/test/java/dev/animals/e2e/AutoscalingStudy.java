package dev.animals.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.awaitility.Awaitility.await;

/**
 * Which {@code containerConcurrency}, target and window answer soonest while the load
 * goes from nothing to nearly all that the pods can do, and what that costs. Not a test:
 * {@code make study-autoscaling} runs it and docs/autoscaling.md tells what came of it.
 */
class AutoscalingStudy {

	/**
	 * Each has a fifth of this machine, so that the second and the third are capacity.
	 */
	private static final int MOST_PODS = 3;

	/** What base and overlays/local say. */
	private static final Scaling PRESENT = new Scaling(16, 2, 20);

	/**
	 * Around the present one, base's own window among them, and around a target of which
	 * 70 % are less than a predictor can have in work. Every second round goes backwards,
	 * so that a machine that becomes slower or faster favours none.
	 */
	private static final List<Scaling> SETTINGS = List.of(PRESENT, new Scaling(16, 1, 20), new Scaling(16, 2, 60),
			new Scaling(4, 2, 20), new Scaling(16, 4, 20), new Scaling(16, 1, 60), new Scaling(16, 2, 6));

	@RegisterExtension
	static final Environment environment = new Environment("autoscaling");

	private static final Path RUNS = Settings.OUTPUT.resolve("autoscaling");

	@BeforeAll
	static void deploy() throws IOException {
		environment.configure(Environment.patch("/spec/template/spec/containers/0/resources/limits/cpu", "400m")
				+ Environment.patch("/spec/template/metadata/annotations/autoscaling.knative.dev~1max-scale",
						"\"" + MOST_PODS + "\"")
				// A start has a fifth of the usual processor.
				+ Environment.patch("/spec/template/metadata/annotations/serving.knative.dev~1progress-deadline",
						"120s"));
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		SETTINGS.forEach((scaling) -> scaling.create(environment));
		// The table is of one run.
		Files.deleteIfExists(RUNS.resolve("table.md"));
	}

	@Test
	void comparesSettings() throws IOException {
		double saturation = saturation();
		// Not all of it: there a queue only grows, and how long it gets says how long the
		// test was.
		Arrivals arrivals = new Arrivals(Duration.ofSeconds(30), 0.3 * saturation, 0.6 * saturation, 0.8 * saturation);
		print("Saturation: %.1f requests/s%n%n%s".formatted(saturation, ScalingRun.HEADER));
		List<ScalingRun> runs = new ArrayList<>();
		for (int round = 1; round <= Integer.getInteger("autoscaling.rounds", 2); round++) {
			for (Scaling scaling : (round % 2 == 1) ? SETTINGS : SETTINGS.reversed()) {
				ScalingRun run = run(scaling, arrivals);
				print(run.row());
				run.write(RUNS, round);
				runs.add(run);
			}
			new ScalingPlot(List.of(best(runs, List.of(PRESENT)), best(runs, others())))
				.write(Settings.REPOSITORY.resolve("docs/autoscaling.png"));
		}
	}

	/** What the most pods answer together when there is always another request. */
	private static double saturation() {
		Address users = environment.tag(PRESENT.name());
		byte[] photo = Photos.koala();
		Duration time = Duration.ofSeconds(20);
		try (Load load = new Load(MOST_PODS * PRESENT.concurrency(), () -> users.classify(photo))) {
			await().atMost(Duration.ofMinutes(2)).until(() -> readyPods() == MOST_PODS);
			// The virtual machine compiles first.
			load.awaitAnswers(1000);
			int before = load.answered();
			await().pollDelay(time).atMost(time.multipliedBy(2)).until(() -> true);
			return (load.answered() - before) / (double) time.toSeconds();
		}
	}

	private static int readyPods() {
		return Integer.parseInt("0" + environment.kubectl("get", "deployment",
				"animals-" + PRESENT.name() + "-deployment", "-o", "jsonpath={.status.readyReplicas}"));
	}

	private static ScalingRun run(Scaling scaling, Arrivals arrivals) throws IOException {
		awaitNoPods();
		Address address = environment.tag(scaling.name());
		try (PodWatch pods = new PodWatch(environment.namespace(), scaling.selector())) {
			Instant start = Instant.now();
			List<Arrivals.Answer> answers = arrivals.send(address, start);
			await().atMost(Duration.ofMinutes(4)).until(() -> pods.count(PodWatch.Event.ADDED, Instant.now()) == 0);
			return new ScalingRun(scaling, answers,
					Stream.iterate(start, Instant.now()::isAfter, (time) -> time.plusSeconds(1))
						.map((time) -> new ScalingRun.Pods(pods.count(PodWatch.Event.ADDED, time),
								pods.count(PodWatch.Event.READY, time)))
						.toList());
		}
	}

	private static void awaitNoPods() {
		environment.awaitNoPods();
		// Those that are stopping wait for requests for half a minute more, and none will
		// come.
		environment.kubectl("delete", "pods", "-l", "serving.knative.dev/service=animals", "--force",
				"--grace-period=0", "--ignore-not-found");
	}

	/** A run of the setting whose 95th percentile is lowest in its worse round. */
	private static ScalingRun best(List<ScalingRun> runs, List<Scaling> settings) {
		Map<Scaling, ScalingRun> worst = runs.stream()
			.filter((run) -> settings.contains(run.scaling()))
			.collect(Collectors.toMap(ScalingRun::scaling, (run) -> run,
					(one, other) -> (one.p95() > other.p95()) ? one : other));
		return worst.values().stream().min(Comparator.comparingDouble(ScalingRun::p95)).orElseThrow();
	}

	private static List<Scaling> others() {
		return SETTINGS.stream().filter((scaling) -> !scaling.equals(PRESENT)).toList();
	}

	private static void print(String lines) throws IOException {
		System.out.print(lines);
		Files.createDirectories(RUNS);
		Files.writeString(RUNS.resolve("table.md"), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

}
