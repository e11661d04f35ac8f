package dev.animals.release.smoke;

import java.util.Optional;
import java.util.Set;

/**
 * What both revisions answered to a photo.
 *
 * @param photo the file's name
 * @param right the labels that are right, empty if none is known
 * @param stable what stable answered
 * @param candidate what the candidate answered
 * @param thumbnail a small picture as a {@code data:} address, empty if there is none
 */
public record PhotoAnswers(String photo, Set<String> right, SmokeAnswer stable, SmokeAnswer candidate,
		String thumbnail) {

	/** Copies the set. */
	public PhotoAnswers {
		right = Set.copyOf(right);
	}

	boolean isLabelled() {
		return !this.right.isEmpty();
	}

	boolean isRight(SmokeAnswer answer) {
		return this.right.contains(answer.label());
	}

	/** Tells whether both see the same. */
	public boolean isSame() {
		return this.candidate.seen().equals(this.stable.seen());
	}

	/** Returns what only the candidate does wrong. */
	public Optional<String> mistake() {
		if (!this.candidate.isAnswered() && this.stable.isAnswered()) {
			return Optional.of("%s: %s".formatted(this.photo, this.candidate.failure()));
		}
		if (isRight(this.stable) && !isRight(this.candidate)) {
			return Optional
				.of("%s is %s and not %s".formatted(this.photo, this.stable.label(), this.candidate.label()));
		}
		return Optional.empty();
	}

}
