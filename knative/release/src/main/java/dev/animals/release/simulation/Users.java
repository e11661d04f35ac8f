package dev.animals.release.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.NavigableMap;
import java.util.TreeMap;

import dev.animals.release.judge.Block;
import dev.animals.release.judge.Counts;
import dev.animals.release.prometheus.Metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * Simulates users who send photos, and a Prometheus that counts the results. Requests
 * arrive independently of each other (Poisson). The split decides which revision gets a
 * request, each photo is drawn at random, and the answer is the one that the model really
 * gave to the photo ({@code predictions.tsv}).
 */
public final class Users implements Metrics {

	/** The column of {@code predictions.tsv} with the answers of the model Lite0. */
	public static final int LITE0 = 0;

	/** The answers of the model Lite2. */
	public static final int LITE2 = 1;

	/** The answers of Lite0 with its labels shuffled. */
	public static final int SHUFFLED = 2;

	/** The answers of Lite0 without its normalisation. */
	public static final int NOT_NORMALISED = 3;

	/** The upper bounds of queue-proxy's latency histogram, in seconds. */
	private static final double[] BOUNDS = { 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5,
			10 };

	private static final List<String[]> PREDICTIONS = predictions();

	private final Random random;

	private final double perSecond;

	private final Behaviour stable;

	private final Behaviour candidate;

	private final SimulatedCluster cluster;

	private long candidateRequests;

	/**
	 * Creates users.
	 * @param seed the seed of the random numbers
	 * @param perSecond requests per second, on average
	 * @param stable the behaviour of stable
	 * @param candidate the behaviour of the candidate
	 * @param cluster the Service with the split
	 */
	public Users(long seed, double perSecond, Behaviour stable, Behaviour candidate, SimulatedCluster cluster) {
		this.random = new Random(seed);
		this.perSecond = perSecond;
		this.stable = stable;
		this.candidate = candidate;
		this.cluster = cluster;
	}

	private static List<String[]> predictions() {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(requireNonNull(Users.class.getResourceAsStream("predictions.tsv")), UTF_8))) {
			return reader.lines().filter((line) -> !line.startsWith("#")).map((line) -> line.split("\t", -1)).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public Block between(Instant from, Instant to, String candidate, String stable) {
		double mean = this.perSecond * Duration.between(from, to).toMillis() / 1000;
		Tally candidates = new Tally();
		Tally stables = new Tally();
		int percent = this.cluster.percent();
		for (double time = exponential(); time < mean; time += exponential()) {
			boolean isCandidate = this.random.nextInt(100) < percent;
			(isCandidate ? candidates : stables).add(isCandidate ? this.candidate : this.stable);
		}
		this.candidateRequests += candidates.requests;
		return new Block(candidates.counts(), stables.counts());
	}

	private double exponential() {
		return -Math.log(1 - this.random.nextDouble());
	}

	@Override
	public double queued(Instant from, Instant to, String revision) {
		return 0;
	}

	/** Returns how many requests the candidate got. */
	public long candidateRequests() {
		return this.candidateRequests;
	}

	/**
	 * The behaviour of a revision.
	 *
	 * @param model a column of {@code predictions.tsv}
	 * @param errors the share of failed requests, in 0–1
	 * @param median the median duration of a request in seconds; durations are lognormal
	 */
	public record Behaviour(int model, double errors, double median) {

		/**
		 * The standard deviation of the logarithm of the durations. With it, half of the
		 * requests take between 0.71 and 1.4 times the median.
		 */
		static final double SPREAD = 0.5;

	}

	private final class Tally {

		private long requests;

		private long errors;

		private final NavigableMap<Double, Long> latency = new TreeMap<>();

		private final NavigableMap<String, Long> answers = new TreeMap<>();

		private final NavigableMap<String, Long> confidence = new TreeMap<>();

		Tally() {
			for (double bound : BOUNDS) {
				this.latency.put(bound, 0L);
			}
			this.latency.put(Double.POSITIVE_INFINITY, 0L);
		}

		void add(Behaviour behaviour) {
			this.requests++;
			double seconds = behaviour.median() * Math.exp(Behaviour.SPREAD * Users.this.random.nextGaussian());
			this.latency.merge(this.latency.tailMap(seconds).firstKey(), 1L, Long::sum);
			if (Users.this.random.nextDouble() < behaviour.errors()) {
				this.errors++;
				return;
			}
			String answer = PREDICTIONS.get(Users.this.random.nextInt(PREDICTIONS.size()))[behaviour.model()];
			int number = answer.lastIndexOf(' ');
			this.answers.merge(answer.substring(0, number), 1L, Long::sum);
			this.confidence.merge(String.valueOf((int) (10 * Double.parseDouble(answer.substring(number + 1)))), 1L,
					Long::sum);
		}

		Counts counts() {
			return new Counts(this.requests, this.errors, 0, this.latency, this.answers, this.confidence, 0, 0);
		}

	}

}
