package dev.animals.release.judge;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.animals.release.judge.Finding.State;

/**
 * Checks that the counts can be trusted. If they cannot, the candidate waits: missing
 * data is neither a success nor a failure.
 */
final class Measurement implements Check {

	/** The time for which the candidate may be without requests that were expected. */
	private static final Duration RECENT = Duration.ofMinutes(1);

	/** If this many requests are expected, the probability that none arrives is 0.1 %. */
	private static final double EXPECTED = 7;

	/** The gateway may need this long for a new split. */
	private static final Duration SETTLING = Duration.ofSeconds(30);

	/** How many times more or fewer requests the candidate may get than its share. */
	private static final double FACTOR = 2;

	private static final double THRESHOLD = 1000;

	private static final double LARGEST_CLOCK_DIFFERENCE = 5;

	private final Deque<Look> recent = new ArrayDeque<>();

	private Duration inStep = Duration.ZERO;

	private Share split = new Share(0, 0);

	private double logarithm;

	private double clockDifference;

	@Override
	public void startStep() {
		this.recent.clear();
		this.inStep = Duration.ZERO;
		this.split = new Share(0, 0);
		this.logarithm = 0;
	}

	@Override
	public void add(History before, Look look) {
		this.inStep = this.inStep.plus(Duration.between(look.from(), look.to()));
		this.clockDifference = look.load().clockDifference();
		this.recent.addLast(look);
		while (this.recent.size() > 1 && !this.recent.getFirst().to().isAfter(look.to().minus(RECENT))) {
			this.recent.removeFirst();
		}
		if (this.inStep.compareTo(SETTLING) > 0) {
			long candidate = look.block().candidate().requests();
			bet(new Share(candidate, candidate + look.block().stable().requests()), look.percent() / 100.0);
		}
	}

	/**
	 * Tests whether the candidate's share of the counted requests is the one that it was
	 * given (sample ratio mismatch: Lindon and Malek, Anytime-Valid Inference for
	 * Multinomial Count Data, NeurIPS 2022). The tolerated shares are an interval, so the
	 * nearest member of the hypothesis is one of its ends.
	 */
	private void bet(Share now, double given) {
		double expected = this.split.expectedNear(given);
		double assumed = Math.clamp(expected, given / FACTOR, Math.min(given * FACTOR, (1 + given) / 2));
		long others = now.of() - now.occurred();
		this.logarithm += now.occurred() * Math.log(expected / assumed)
				+ others * Math.log((1 - expected) / (1 - assumed));
		this.split = this.split.plus(now);
	}

	@Override
	public List<Finding> findings(History seen, boolean last) {
		boolean blind = isBlind(seen);
		boolean skewed = Math.abs(this.clockDifference) > LARGEST_CLOCK_DIFFERENCE;
		Strength mismatch = new Strength(Math.exp(this.logarithm), THRESHOLD);
		return List.of(
				new Finding("share of the requests", mismatch.isEnough() ? State.WAITING : State.FINE,
						Figures.share(this.split), "",
						this.recent.isEmpty() ? "" : "about " + this.recent.getLast().percent() + " %"),
				new Finding("metrics arrive", blind ? State.WAITING : State.FINE, blind ? "no requests lately" : "yes",
						"", ""),
				new Finding("clocks", skewed ? State.WAITING : State.FINE,
						Figures.seconds(this.clockDifference) + " apart", "",
						Figures.seconds(LARGEST_CLOCK_DIFFERENCE)));
	}

	/** Tells whether none of the requests that were expected lately was counted. */
	private boolean isBlind(History seen) {
		long candidate = 0;
		long all = 0;
		double seconds = 0;
		int percent = 0;
		for (Look look : this.recent) {
			candidate += look.block().candidate().requests();
			all += look.block().candidate().requests() + look.block().stable().requests();
			seconds += Duration.between(look.from(), look.to()).toMillis() / 1000.0;
			percent = look.percent();
		}
		Block step = seen.step();
		double rate = (step.candidate().requests() + step.stable().requests())
				/ Math.max(1, this.inStep.toMillis() / 1000.0);
		double expected = Math.max((double) all, rate * seconds) * percent / 100;
		return candidate == 0 && expected >= EXPECTED;
	}

}
