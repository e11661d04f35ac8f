package dev.animals.release.judge;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.animals.release.judge.Evidence.Expectation;
import dev.animals.release.judge.Finding.State;
import dev.animals.release.judge.Question.Asker;

/**
 * Compares how often an event, such as an error, occurs with the candidate and with
 * stable in the same period. One test looks for evidence that the event is more frequent
 * than tolerated. If an unacceptable share is set, a second test has to show at the last
 * step that the candidate is below it.
 */
final class Comparison implements Check {

	private final Function<Block, String> name;

	private final Asker tolerated;

	private final Optional<Asker> unacceptable;

	private final double threshold;

	private final double goodThreshold;

	private final Evidence worse;

	/** Evidence that the candidate is acceptable, under each {@link Expectation}. */
	private List<Evidence> good = List.of();

	/**
	 * Creates a comparison.
	 * @param name the name of the check after some blocks
	 * @param tolerated chooses the event and the tolerated difference
	 * @param unacceptable chooses the event and the difference that is not acceptable;
	 * empty for no second test
	 * @param steps the number of steps in the rollout
	 * @param threshold the evidence that takes the candidate back
	 * @param goodThreshold the evidence that is needed to promote it
	 */
	Comparison(Function<Block, String> name, Asker tolerated, Optional<Asker> unacceptable, int steps, double threshold,
			double goodThreshold) {
		this.name = name;
		this.tolerated = tolerated;
		this.unacceptable = unacceptable;
		this.threshold = threshold;
		this.goodThreshold = goodThreshold;
		this.worse = new Evidence(Hypothesis.AT_MOST, Expectation.OWN, tolerated, steps, threshold);
	}

	@Override
	public void startStep() {
		// A candidate that was good with little traffic may fail with more, so the second
		// test starts anew in each step.
		this.good = this.unacceptable.stream()
			.flatMap((asker) -> Stream.of(Expectation.values())
				.map((expectation) -> new Evidence(Hypothesis.AT_LEAST, expectation, asker, 1, this.goodThreshold)))
			.toList();
	}

	@Override
	public void add(History before, Look look) {
		List<Block> since = before.sinceSteps();
		if (!since.isEmpty()) {
			this.worse.add(since, look.block());
			this.good.forEach((evidence) -> evidence.add(List.of(since.getLast()), look.block()));
		}
	}

	@Override
	public List<Finding> findings(History seen, boolean last) {
		Block total = seen.total();
		Strength against = new Strength(this.worse.value(), this.threshold);
		boolean shown = !last || this.good.isEmpty() || isShownToBeGood();
		State state = against.isEnough() ? State.WORSE : shown ? State.FINE : State.WAITING;
		Optional<Question> question = this.tolerated.after(total);
		return List.of(new Finding(this.name.apply(total), state,
				question.map((asked) -> Figures.share(asked.event().apply(total.candidate()))).orElse("none"),
				question.map((asked) -> Figures.share(asked.event().apply(total.stable()))).orElse("none"),
				question.map((asked) -> "+" + Figures.percent(asked.margin())).orElse(""), against));
	}

	/** Uses the mean of the e-processes, which is an e-process too. */
	private boolean isShownToBeGood() {
		return this.good.stream().mapToDouble(Evidence::value).average().orElse(0) >= this.goodThreshold;
	}

}
