package dev.animals.e2e.autoscaling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.animals.e2e.autoscaling.Arrivals.Answer;

/**
 * One run of the load with one setting. It starts and ends without a pod.
 *
 * @param scaling the setting
 * @param answers the answers to all requests
 * @param pods the pods at each second, from the start of the load until the last pod
 * began to terminate
 */
record ScalingRun(Scaling scaling, List<Answer> answers, List<Pods> pods) {

	/**
	 * The start of a run, in which requests wait for the first pod.
	 */
	static final Duration WAKING = Duration.ofSeconds(20);

	static final String HEADER = """
			| containerConcurrency | target | window s | p50 s | p95 s | p99 s | p95 s, first 20 s | p95 s, after \
			| failed | pods at most | pod-seconds |
			|---|---|---|---|---|---|---|---|---|---|---|
			""";

	/** Returns the line for this run in the table. */
	String row() {
		return String.format(Locale.ROOT, "| %d | %d | %d | %.2f | %.2f | %.2f | %.2f | %.2f | %d of %d | %d | %d |%n",
				this.scaling.concurrency(), this.scaling.target(), this.scaling.window(), percentile(50),
				percentile(95), percentile(99), percentile(95, ScalingRun::waking),
				percentile(95, Predicate.not(ScalingRun::waking)),
				this.answers.stream().filter((answer) -> !answer.right()).count(), this.answers.size(),
				this.pods.stream().mapToInt(Pods::existing).max().orElse(0),
				this.pods.stream().mapToInt(Pods::existing).sum());
	}

	/** Returns the 95th percentile of the latency of all right answers, in seconds. */
	double p95() {
		return percentile(95);
	}

	private double percentile(int percent) {
		return percentile(percent, (answer) -> true);
	}

	private static boolean waking(Answer answer) {
		return answer.at().compareTo(WAKING) < 0;
	}

	/** Returns how many requests were sent in a second. */
	int sent(int second) {
		return (int) this.answers.stream().filter((answer) -> answer.dueIn(second)).count();
	}

	/** Returns how many right answers arrived in a second. */
	int answered(int second) {
		return (int) this.answers.stream().filter((answer) -> answer.rightIn(second)).count();
	}

	/**
	 * Returns a percentile of the latency by the nearest-rank method.
	 * @param percent the percentile
	 * @param which selects right answers
	 * @return seconds, or NaN if no answer was selected
	 */
	double percentile(int percent, Predicate<Answer> which) {
		double[] sorted = this.answers.stream()
			.filter(Answer::right)
			.filter(which)
			.mapToDouble((answer) -> answer.latency().toMillis() / 1000.0)
			.sorted()
			.toArray();
		return (sorted.length != 0) ? sorted[Math.ceilDiv(sorted.length * percent, 100) - 1] : Double.NaN;
	}

	/** Returns the seconds for which the number of pods is known. */
	IntStream seconds() {
		return IntStream.range(0, this.pods.size());
	}

	/** Writes all data of the run, for other tables and plots. */
	void write(Path folder, int round) throws IOException {
		String name = this.scaling.name() + "-" + round;
		Files.write(folder.resolve(name + "-answers.csv"), lines("due ms,latency ms,right", this.answers,
				(answer) -> answer.at().toMillis() + "," + answer.latency().toMillis() + "," + answer.right()));
		Files.write(folder.resolve(name + "-pods.csv"),
				lines("existing,ready", this.pods, (pods) -> pods.existing() + "," + pods.ready()));
	}

	private static <T> List<String> lines(String header, List<T> rows, Function<T, String> line) {
		return Stream.concat(Stream.of(header), rows.stream().map(line)).toList();
	}

	/**
	 * The numbers of pods at one time.
	 *
	 * @param existing pods that exist and are not terminating
	 * @param ready pods that may get requests
	 */
	record Pods(int existing, int ready) {

	}

}
