package dev.animals.release.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * The feedback of users. Users call one answer in six wrong, and they do so within a
 * minute on average; right answers are confirmed after 20 minutes on average.
 */
final class Reactions {

	/**
	 * The upper bounds of the ages of predictions, in minutes, as the service has them.
	 */
	private static final int[] AGES = { 1, 5, 15, 60 };

	private static final double SHARE = 0.05;

	private static final double WRONG = 0.16;

	private static final double MINUTES_WRONG = 1;

	private static final double MINUTES_RIGHT = 20;

	private final PriorityQueue<Reaction> waiting = new PriorityQueue<>(Comparator.comparingDouble(Reaction::minute));

	private final SplittableRandom random;

	Reactions(SplittableRandom random) {
		this.random = random;
	}

	private record Reaction(double minute, boolean candidate, String age, boolean wrong) {
	}

	/** Draws whether a user will judge an answer, and when. */
	void answered(double minute, boolean candidate) {
		if (this.random.nextDouble() < SHARE) {
			boolean wrong = this.random.nextDouble() < WRONG;
			double delay = -Math.log(1 - this.random.nextDouble()) * (wrong ? MINUTES_WRONG : MINUTES_RIGHT);
			add(minute + delay, candidate, delay, wrong);
		}
	}

	/** Adds feedback that calls several answers of the candidate wrong. */
	void veto(double minute, int number) {
		for (int i = 0; i < number; i++) {
			add(minute, true, 1, true);
		}
	}

	private void add(double minute, boolean candidate, double delay, boolean wrong) {
		for (int age : AGES) {
			if (delay <= age) {
				this.waiting.add(new Reaction(minute, candidate, age + "m", wrong));
				return;
			}
		}
	}

	/** Counts the feedback that arrives until a minute. */
	void arrive(double until, RequestCounter candidate, RequestCounter stable) {
		while (!this.waiting.isEmpty() && this.waiting.peek().minute() <= until) {
			Reaction reaction = this.waiting.remove();
			(reaction.candidate() ? candidate : stable).judged(reaction.age(), reaction.wrong());
		}
	}

}
