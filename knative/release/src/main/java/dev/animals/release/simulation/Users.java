package dev.animals.release.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

import dev.animals.release.judge.Block;
import dev.animals.release.judge.Counts;
import dev.animals.release.judge.Load;
import dev.animals.release.prometheus.Metrics;
import dev.animals.release.simulation.Request.Outcome;

/**
 * Simulates users who send photos, and a Prometheus that counts the results. Requests
 * arrive independently of each other (Poisson), except in some {@link Circumstance}s. The
 * gateway routes each request on its own, so the split decides which revision gets it.
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

	private static final Choice MODES = new Choice(Map.of("mode image", 0.7, "mode multipart", 0.1, "mode binary", 0.1,
			Request.STRUCTURED, 0.05, Request.BATCH, 0.05));

	private static final Choice FORMATS = new Choice(
			Map.of("format jpeg", 0.85, Request.PNG, 0.05, Request.WEBP, 0.05, "format gif", 0.03, "format bmp", 0.02));

	private static final Choice SIZES = new Choice(Map.of("size 100kB", 0.3, "size 1MB", 0.5, "size more", 0.2));

	/** The candidate's share of the traffic at the last step, in per cent. */
	private static final int LAST_STEP = 50;

	/** The minute in which somebody sends negative feedback. */
	private static final double VETO = 4;

	private final SplittableRandom random;

	private final double perSecond;

	private final Behaviour stable;

	private final Behaviour candidate;

	private final SimulatedCluster cluster;

	private final Circumstance circumstance;

	private final Reactions reactions;

	private @Nullable Instant began;

	/** The start of the last step. */
	private @Nullable Instant half;

	private boolean vetoed;

	private boolean wasFull;

	private long candidateRequests;

	/**
	 * Creates users who send independent requests.
	 * @param seed the seed of the random numbers
	 * @param perSecond requests per second, on average
	 * @param stable the behaviour of stable
	 * @param candidate the behaviour of the candidate
	 * @param cluster the Service with the split
	 */
	public Users(long seed, double perSecond, Behaviour stable, Behaviour candidate, SimulatedCluster cluster) {
		this(seed, perSecond, stable, candidate, cluster, Circumstance.NONE);
	}

	/**
	 * Creates users.
	 * @param seed the seed of the random numbers
	 * @param perSecond requests per second, on average
	 * @param stable the behaviour of stable
	 * @param candidate the behaviour of the candidate
	 * @param cluster the Service with the split
	 * @param circumstance the circumstance that makes judging more difficult
	 */
	public Users(long seed, double perSecond, Behaviour stable, Behaviour candidate, SimulatedCluster cluster,
			Circumstance circumstance) {
		this.random = new SplittableRandom(seed);
		this.perSecond = perSecond;
		this.stable = stable;
		this.candidate = candidate;
		this.cluster = cluster;
		this.circumstance = circumstance;
		this.reactions = new Reactions(this.random.split());
	}

	@Override
	public Block between(Instant from, Instant to, String candidate, String stable) {
		this.began = (this.began == null) ? from : this.began;
		this.half = (this.half == null && this.cluster.percent() == LAST_STEP) ? from : this.half;
		double start = minutes(this.began, from);
		double length = minutes(from, to);
		RequestCounter candidates = new RequestCounter();
		RequestCounter stables = new RequestCounter();
		double mean = 60 * this.perSecond * length;
		for (double time = exponential(); time < mean; time += exponential()) {
			arrive(start + length * time / mean, Photos.any(this.random), candidates, stables);
		}
		if (this.circumstance == Circumstance.BURSTS && Math.floor(start / 2) != Math.floor((start + length) / 2)) {
			int photo = Photos.any(this.random);
			for (int i = 0; i < 40; i++) {
				arrive(start, photo, candidates, stables);
			}
		}
		if (this.circumstance == Circumstance.VETO && !this.vetoed && start >= VETO) {
			this.vetoed = true;
			this.reactions.veto(start, 24);
		}
		this.reactions.arrive(start + length, candidates, stables);
		this.candidateRequests += candidates.requests();
		boolean blind = this.circumstance == Circumstance.BLIND && this.half != null && minutes(this.half, to) > 1;
		return new Block(blind ? Counts.NONE : candidates.counts(), stables.counts());
	}

	private void arrive(double minute, int photo, RequestCounter candidates, RequestCounter stables) {
		boolean isCandidate = this.random.nextInt(100) < this.cluster.percent();
		Behaviour behaviour = isCandidate ? this.candidate : this.stable;
		Request request = request(behaviour, photo);
		behaviour.fault().strike(request, minute, this.random.nextDouble());
		if (isCandidate && isStarting(minute) && this.random.nextBoolean()) {
			request.seconds = 3;
		}
		(isCandidate ? candidates : stables).add(request);
		if (this.circumstance == Circumstance.EARLY_COMPLAINTS || this.circumstance == Circumstance.VETO) {
			this.reactions.answered(minute, isCandidate);
		}
	}

	private Request request(Behaviour behaviour, int photo) {
		Photos.Answer answer = Photos.answer(photo, behaviour.model());
		double seconds = behaviour.median() * Math.exp(behaviour.spread() * this.random.nextGaussian());
		// A batch is one request, and only one of its photos counts.
		String mode = (this.circumstance == Circumstance.BATCHES && this.random.nextInt(16) == 0) ? Request.BATCH
				: MODES.any(this.random);
		Request request = new Request(mode, FORMATS.any(this.random), SIZES.any(this.random), answer.text(),
				answer.bin(), seconds);
		if (this.random.nextDouble() < behaviour.errors()) {
			request.failure = Outcome.FAILED;
		}
		return request;
	}

	/** Tells whether the second pod that half of the traffic needs is still starting. */
	private boolean isStarting(double minute) {
		return this.circumstance == Circumstance.SECOND_POD && this.half != null && this.began != null
				&& minute < minutes(this.began, this.half) + 0.5
				&& this.cluster.pods(SimulatedCluster.CANDIDATE).ready() < 2;
	}

	private double exponential() {
		return -Math.log(1 - this.random.nextDouble());
	}

	private static double minutes(Instant from, Instant to) {
		return Duration.between(from, to).toMillis() / 60_000.0;
	}

	@Override
	public Load load(Instant from, Instant to, String candidate, String stable) {
		boolean full = this.circumstance == Circumstance.FULL_QUEUE && !this.wasFull && this.cluster.percent() > 1;
		this.wasFull |= full;
		return full ? new Load(12, 0) : Load.NONE;
	}

	/** Returns how many requests the candidate got. */
	public long candidateRequests() {
		return this.candidateRequests;
	}

}
