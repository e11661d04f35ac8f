package dev.animals.release.judge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.animals.release.judge.Evidence.Expectation;
import dev.animals.release.judge.Finding.State;

/**
 * Compares two distributions. It tests whether the bins that were more frequent with the
 * candidate than with stable so far are also more frequent in the next block (sequential
 * two-sample testing by prediction: Podkopaev and Ramdas, NeurIPS 2023). The difference
 * between the two shares of these bins is the total variation distance.
 */
final class Distribution implements Check {

	private final String name;

	private final Function<Counts, Map<String, Long>> bins;

	private final double tolerated;

	private final double threshold;

	private final Evidence worse;

	Distribution(String name, Function<Counts, Map<String, Long>> bins, double tolerated, int steps, double threshold) {
		this.name = name;
		this.bins = bins;
		this.tolerated = tolerated;
		this.threshold = threshold;
		this.worse = new Evidence(Hypothesis.AT_MOST, Expectation.OWN, this::question, steps, threshold);
	}

	private Optional<Question> question(Block before) {
		List<String> often = Drift.moreOften(this.bins.apply(before.candidate()), this.bins.apply(before.stable()));
		return often.isEmpty() ? Optional.empty()
				: Optional.of(new Question((counts) -> Counts.in(often, this.bins.apply(counts)), this.tolerated));
	}

	@Override
	public void add(History before, Look look) {
		this.worse.add(before.sinceSteps(), look.block());
	}

	@Override
	public List<Finding> findings(History seen, boolean last) {
		Map<String, Long> candidate = this.bins.apply(seen.total().candidate());
		Map<String, Long> stable = this.bins.apply(seen.total().stable());
		Strength against = new Strength(this.worse.value(), this.threshold);
		if (candidate.isEmpty() || stable.isEmpty()) {
			return List.of(new Finding(this.name, State.WAITING, "none", "", Figures.percent(this.tolerated), against));
		}
		String figures = "%s apart; PSI %.2f, by chance %.2f".formatted(
				Figures.percent(Drift.totalVariation(candidate, stable)), Drift.stabilityIndex(candidate, stable),
				Drift.noiseFloor(candidate, stable));
		return List.of(new Finding(this.name, against.isEnough() ? State.WORSE : State.FINE, figures, "",
				Figures.percent(this.tolerated), against));
	}

}
