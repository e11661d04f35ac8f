package dev.animals.feedback;

import java.util.random.RandomGenerator;

/**
 * Chooses answers by chance. Users complain about wrong answers more often than they
 * confirm right ones, so only users who were asked by chance tell how often answers are
 * right.
 */
public class FairSample {

	private final int oneIn;

	private final RandomGenerator random;

	/**
	 * Creates the sample.
	 * @param settings the chance of an answer
	 * @param random the source of chance; several threads use it at a time
	 */
	public FairSample(FeedbackSettings settings, RandomGenerator random) {
		this.oneIn = settings.askOneIn();
		this.random = random;
	}

	/**
	 * Decides whether to choose an answer. Each answer is drawn independently of others.
	 * @return N if the answer was chosen with the chance 1/N; 0 if it was not chosen
	 */
	public int draw() {
		return (this.oneIn > 0 && this.random.nextInt(this.oneIn) == 0) ? this.oneIn : 0;
	}

}
