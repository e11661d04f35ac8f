package dev.animals.e2e.autoscaling;

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

import dev.animals.e2e.Address;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Load;
import dev.animals.e2e.Settings;
import dev.animals.photos.Photos;
import dev.animals.testing.PodWatch;

import static org.awaitility.Awaitility.await;

/**
 * Compares settings of {@code containerConcurrency}, target and window. The load starts
 * at zero and grows to nearly the rate that the pods can answer.
 */
final class AutoscalingStudy {

	/**
	 * The largest number of pods. Each gets a fifth of a machine with two cores, so that
	 * three fit beside the cluster.
	 */
	private static final int MOST_PODS = 3;

	/** The settings of the base and of {@code overlays/local}. */
	private static final Scaling PRESENT = new Scaling(16, 2, 20);

	/**
	 * Settings close to the current one. They include the base's window of 60 s, and a
	 * target of 1, with which a predictor is sometimes idle.
	 */
	private static final List<Scaling> SETTINGS = List.of(PRESENT, new Scaling(16, 1, 20), new Scaling(16, 2, 60),
			new Scaling(4, 2, 20), new Scaling(16, 4, 20), new Scaling(16, 1, 60), new Scaling(16, 2, 6));

	private static final Path RUNS = Settings.OUTPUT.resolve("autoscaling");

	private final Environment environment = new Environment("autoscaling");

	private final List<Scaling> settings;

	private AutoscalingStudy(List<Scaling> settings) {
		this.settings = settings;
	}

	/**
	 * Runs the study. The table is {@code knative/e2e/target/autoscaling/table.md}. The
	 * picture is {@code docs/evidence/autoscaling.png}, which only a study of all
	 * settings draws.
	 * @param arguments the number of rounds, two by default, and the names of the
	 * settings to study, such as {@code c16-t2-w20}; all by default
	 * @throws IOException if a result cannot be written
	 */
	public static void main(String[] arguments) throws IOException {
		int rounds = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 2;
		List<String> names = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
		AutoscalingStudy study = new AutoscalingStudy(named(names));
		study.environment.create();
		try {
			study.deploy();
			study.compareSettings(rounds);
		}
		finally {
			study.environment.delete();
		}
	}

	private static List<Scaling> named(List<String> names) {
		List<Scaling> found = SETTINGS.stream()
			.filter((scaling) -> names.isEmpty() || names.contains(scaling.name()))
			.toList();
		if (found.size() < names.size()) {
			throw new IllegalArgumentException(
					"ONLY must contain some of %s.".formatted(SETTINGS.stream().map(Scaling::name).toList()));
		}
		return found;
	}

	private void deploy() throws IOException {
		this.environment.configure(Environment.patch("/spec/template/spec/containers/0/resources/limits/cpu", "400m")
				+ Environment.patch("/spec/template/metadata/annotations/autoscaling.knative.dev~1max-scale",
						"\"" + MOST_PODS + "\"")
				// A pod takes longer to start than usual, because it has only a fifth of
				// its usual processors.
				+ Environment.patch("/spec/template/metadata/annotations/serving.knative.dev~1progress-deadline",
						"120s"));
		this.environment.deploy(Settings.STABLE_IMAGE).succeeded();
		// The present settings measure the saturation.
		Stream.concat(Stream.of(PRESENT), this.settings.stream())
			.distinct()
			.forEach((scaling) -> scaling.create(this.environment));
		// The table contains only the results of this run.
		Files.deleteIfExists(RUNS.resolve("table.md"));
	}

	private void compareSettings(int rounds) throws IOException {
		double saturation = saturation();
		// The load stays below saturation. At saturation, with any setting, a queue grows
		// until the end of the test.
		Arrivals arrivals = new Arrivals(Duration.ofSeconds(30), 0.3 * saturation, 0.6 * saturation, 0.8 * saturation);
		print("Saturation: %.1f requests/s%n%n%s".formatted(saturation, ScalingRun.HEADER));
		List<ScalingRun> runs = new ArrayList<>();
		for (int round = 1; round <= rounds; round++) {
			// Every second round has the reverse order, so that no setting is favoured if
			// the machine becomes slower or faster.
			for (Scaling scaling : (round % 2 == 1) ? this.settings : this.settings.reversed()) {
				ScalingRun run = run(scaling, arrivals);
				print(run.row());
				run.write(RUNS, round);
				runs.add(run);
			}
			if (this.settings.equals(SETTINGS)) {
				new ScalingPlot(List.of(best(runs, List.of(PRESENT)), best(runs, others())))
					.write(Settings.REPOSITORY.resolve("docs/evidence/autoscaling.png"));
			}
		}
	}

	/**
	 * Measures how many requests per second the largest number of pods answers while
	 * requests are always waiting.
	 */
	private double saturation() {
		Address users = this.environment.tag(PRESENT.name());
		byte[] photo = Photos.koala();
		Duration time = Duration.ofSeconds(20);
		try (Load load = new Load(MOST_PODS * PRESENT.concurrency(), () -> users.classify(photo))) {
			await().atMost(Duration.ofMinutes(2)).until(() -> readyPods() == MOST_PODS);
			// The JVM compiles the code during the first requests, which are not
			// measured.
			load.awaitAnswers(1000);
			int before = load.answered();
			await().pollDelay(time).atMost(time.multipliedBy(2)).until(() -> true);
			return (load.answered() - before) / (double) time.toSeconds();
		}
	}

	private int readyPods() {
		return Integer.parseInt("0" + this.environment.kubectl("get", "deployment",
				"animals-" + PRESENT.name() + "-deployment", "-o", "jsonpath={.status.readyReplicas}"));
	}

	private ScalingRun run(Scaling scaling, Arrivals arrivals) throws IOException {
		awaitNoPods();
		Address address = this.environment.tag(scaling.name());
		try (PodWatch pods = new PodWatch(this.environment.namespace(), scaling.selector())) {
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

	private void awaitNoPods() {
		this.environment.awaitNoPods();
		// A terminating pod waits half a minute for late requests. Here no more requests
		// come, so the pods are deleted at once.
		this.environment.kubectl("delete", "pods", "-l", Environment.PODS, "--force", "--grace-period=0",
				"--ignore-not-found");
	}

	/**
	 * Returns a run of the best setting: the one with the lowest 95th percentile in its
	 * worse round.
	 */
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
