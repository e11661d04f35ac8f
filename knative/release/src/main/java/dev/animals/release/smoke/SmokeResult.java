package dev.animals.release.smoke;

import java.util.List;

/**
 * What candidate and stable answered to the same photos, while the candidate had no
 * users: a shadow of traffic.
 *
 * @param photos how many were sent to both
 * @param labelled how many of them have a known answer
 * @param candidateRight of those
 * @param stableRight of those
 * @param same how many got the same verdict and best group from both
 * @param mistakes where the candidate was wrong and stable right, or the candidate did
 * not answer, in words
 */
public record SmokeResult(int photos, int labelled, int candidateRight, int stableRight, int same,
		List<String> mistakes) {

	/** In a sentence. */
	public String sentence() {
		return "%d photos to both: right %d (candidate) and %d (stable) of %d with a label; the same answer to %d."
			.formatted(this.photos, this.candidateRight, this.stableRight, this.labelled, this.same);
	}

}
