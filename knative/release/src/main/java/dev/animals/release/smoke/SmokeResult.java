package dev.animals.release.smoke;

import java.util.List;
import java.util.Optional;

/**
 * The answers of the candidate and stable to the same photos, before the candidate has
 * users.
 *
 * @param answers both answers to each photo
 */
public record SmokeResult(List<PhotoAnswers> answers) {

	/** Copies the list. */
	public SmokeResult {
		answers = List.copyOf(answers);
	}

	/** Returns descriptions of the mistakes that only the candidate made. */
	public List<String> mistakes() {
		return this.answers.stream().map(PhotoAnswers::mistake).flatMap(Optional::stream).toList();
	}

	/** Returns the evidence that the candidate is wrong about more photos than stable. */
	public double evidence() {
		return PairedPhotos.evidence(this.answers);
	}

	/** Counts the photos to which both revisions gave the same verdict and group. */
	public int same() {
		return (int) this.answers.stream().filter(PhotoAnswers::isSame).count();
	}

	private long labelled() {
		return this.answers.stream().filter(PhotoAnswers::isLabelled).count();
	}

	private long stableRight() {
		return this.answers.stream().filter((answer) -> answer.isRight(answer.stable())).count();
	}

	private long candidateRight() {
		return this.answers.stream().filter((answer) -> answer.isRight(answer.candidate())).count();
	}

	/**
	 * Returns the reason why the answers prove nothing about the candidate, which is that
	 * stable failed too; empty if the answers prove something.
	 */
	public String unproven() {
		Optional<PhotoAnswers> broken = this.answers.stream().filter((answer) -> answer.stable().broken()).findFirst();
		if (broken.isPresent()) {
			return "The smoke set proves nothing, because stable did not answer to %s: %s. Check INGRESS and stable."
				.formatted(broken.get().photo(), broken.get().stable().failure());
		}
		if (this.answers.stream().noneMatch((answer) -> answer.stable().isAnswered())) {
			return "The smoke set proves nothing, because stable rejected every photo. Check PHOTOS.";
		}
		if (labelled() > 0 && stableRight() == 0) {
			return "The smoke set proves nothing, because stable was wrong about every photo. Check PHOTOS and LABELS.";
		}
		return "";
	}

	/** Returns the result in a sentence. */
	public String sentence() {
		return "%d photos to both: right %d (candidate) and %d (stable) of %d with a label; the same answer to %d."
			.formatted(this.answers.size(), candidateRight(), stableRight(), labelled(), same());
	}

}
