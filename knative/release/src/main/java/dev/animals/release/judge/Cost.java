package dev.animals.release.judge;

/**
 * The processor time and memory that the pods of both revisions used in a period.
 *
 * @param candidateSeconds processor time of the candidate's containers in seconds
 * @param stableSeconds processor time of stable's containers in seconds
 * @param candidateBytes the largest memory of a container of the candidate in bytes; 0 if
 * it is not known
 * @param stableBytes the same of stable
 */
public record Cost(double candidateSeconds, double stableSeconds, double candidateBytes, double stableBytes) {

	/** The cost if nothing was measured. */
	public static final Cost NONE = new Cost(0, 0, 0, 0);

	Cost plus(Cost other) {
		return new Cost(this.candidateSeconds + other.candidateSeconds, this.stableSeconds + other.stableSeconds,
				Math.max(this.candidateBytes, other.candidateBytes), Math.max(this.stableBytes, other.stableBytes));
	}

}
