package dev.animals.release.smoke;

import java.util.Locale;

/**
 * The answer of one revision to a photo.
 *
 * @param label the best label; empty if there is no answer
 * @param seen the group of the animal, or the verdict if the photo shows no known animal
 * @param confidence the confidence of the label, in 0–1
 * @param millis the time until the answer, in milliseconds
 * @param failure why there is no answer; empty if there is one
 * @param broken whether the service or the network failed; false if the photo was
 * rejected
 */
public record SmokeAnswer(String label, String seen, double confidence, long millis, String failure, boolean broken) {

	static SmokeAnswer rejected(int status, long millis) {
		return new SmokeAnswer("", "nothing", 0, millis, "status " + status, status >= 500);
	}

	static SmokeAnswer unreachable(String failure, long millis) {
		return new SmokeAnswer("", "nothing", 0, millis, failure, true);
	}

	/** Tells whether there is an answer. */
	public boolean isAnswered() {
		return this.failure.isEmpty();
	}

	@Override
	public String toString() {
		return isAnswered()
				? String.format(Locale.ROOT, "%s (%s, %.0f %%)", this.label, this.seen, 100 * this.confidence)
				: this.failure;
	}

}
