package dev.animals.e2e;

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

import dev.animals.e2e.Arrivals.Answer;

/**
 * The load on one setting, from no pod to no pod.
 *
 * @param pods how many there were at each second, from when the first request could come
 * to when the last pod was told to stop
 */
record ScalingRun(Scaling scaling, List<Answer> answers, List<Pods> pods) {

	/** When a pod is there and what waited for it is answered, if all goes well. */
	static final Duration WAKING = Duration.ofSeconds(20);

	static final String HEADER = """
			| containerConcurrency | target | window s | p50 s | p95 s | p99 s | p95 s, first 20 s | p95 s, after | failed | pods at most | pod-seconds |
			|---|---|---|---|---|---|---|---|---|---|---|
			""";

	/** A line of the table. */
	String row() {
		return String.format(Locale.ROOT, "| %d | %d | %d | %.2f | %.2f | %.2f | %.2f | %.2f | %d of %d | %d | %d |%n",
				this.scaling.concurrency(), this.scaling.target(), this.scaling.window(), percentile(50),
				percentile(95), percentile(99), percentile(95, ScalingRun::waking),
				percentile(95, Predicate.not(ScalingRun::waking)),
				this.answers.stream().filter((answer) -> !answer.right()).count(), this.answers.size(),
				this.pods.stream().mapToInt(Pods::there).max().orElse(0),
				this.pods.stream().mapToInt(Pods::there).sum());
	}

	/** The 95th percentile of the latency of all right answers, in seconds. */
	double p95() {
		return percentile(95);
	}

	private double percentile(int percent) {
		return percentile(percent, (answer) -> true);
	}

	private static boolean waking(Answer answer) {
		return answer.at().compareTo(WAKING) < 0;
	}

	/** How many requests were sent in a second. */
	int sent(int second) {
		return (int) this.answers.stream().filter((answer) -> answer.dueIn(second)).count();
	}

	/** How many right answers came in a second. */
	int answered(int second) {
		return (int) this.answers.stream().filter((answer) -> answer.rightIn(second)).count();
	}

	/**
	 * A percentile of the latency, by nearest rank, in seconds.
	 * @param which of the right answers
	 * @return not a number if there are none
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

	/** The seconds of which it is known how many pods there were. */
	IntStream seconds() {
		return IntStream.range(0, this.pods.size());
	}

	/** Keeps all of it, for other tables and plots than ours. */
	void write(Path folder, int round) throws IOException {
		String name = this.scaling.name() + "-" + round;
		Files.write(folder.resolve(name + "-answers.csv"), lines("due ms,latency ms,right", this.answers,
				(answer) -> answer.at().toMillis() + "," + answer.latency().toMillis() + "," + answer.right()));
		Files.write(folder.resolve(name + "-pods.csv"),
				lines("there,ready", this.pods, (pods) -> pods.there() + "," + pods.ready()));
	}

	private static <T> List<String> lines(String header, List<T> rows, Function<T, String> line) {
		return Stream.concat(Stream.of(header), rows.stream().map(line)).toList();
	}

	/**
	 * How many pods there are.
	 *
	 * @param there that reserve what they request
	 * @param ready that may get requests
	 */
	record Pods(int there, int ready) {

	}

}
