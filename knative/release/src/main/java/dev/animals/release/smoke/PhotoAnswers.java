package dev.animals.release.smoke;

import java.util.Optional;
import java.util.Set;

import dev.animals.photos.LabelledPhoto;

/**
 * The answers of both revisions to a photo.
 *
 * @param photo the name of the file
 * @param mode how the photo was sent
 * @param right the labels that are right; empty if none is known
 * @param stable stable's answer
 * @param candidate the candidate's answer
 * @param thumbnail a small picture as a {@code data:} address; empty if there is none
 */
public record PhotoAnswers(String photo, PhotoMode mode, Set<String> right, SmokeAnswer stable, SmokeAnswer candidate,
		String thumbnail) {

	/** Copies the set. */
	public PhotoAnswers {
		right = Set.copyOf(right);
	}

	/** Returns the name of the file, and how it was sent unless it was the body. */
	public String title() {
		return (this.mode == PhotoMode.PLAIN) ? this.photo : "%s (%s)".formatted(this.photo, this.mode);
	}

	boolean isLabelled() {
		return !this.right.isEmpty();
	}

	boolean isRight(SmokeAnswer answer) {
		return this.right.contains(answer.label())
				|| (answer.seen().startsWith(LabelledPhoto.NOT) && this.right.contains(answer.seen()));
	}

	/** Tells whether both revisions saw the same group or verdict. */
	public boolean isSame() {
		return this.candidate.seen().equals(this.stable.seen());
	}

	/** Returns a description of the candidate's mistake, if stable did not make one. */
	public Optional<String> mistake() {
		if (!this.candidate.isAnswered() && this.stable.isAnswered()) {
			return Optional.of("%s: %s".formatted(title(), this.candidate.failure()));
		}
		if (isRight(this.stable) && !isRight(this.candidate)) {
			return Optional.of("%s is %s and not %s".formatted(title(), this.stable.label(), this.candidate.label()));
		}
		return Optional.empty();
	}

}
