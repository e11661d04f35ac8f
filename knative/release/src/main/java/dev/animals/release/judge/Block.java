package dev.animals.release.judge;

/**
 * The counts of the candidate and of stable in the same period.
 *
 * @param candidate the candidate's counts
 * @param stable stable's counts
 */
public record Block(Counts candidate, Counts stable) {

	/** No requests at all. */
	public static final Block NONE = new Block(Counts.NONE, Counts.NONE);

	/** Returns the sum of both blocks. */
	public Block plus(Block other) {
		return new Block(this.candidate.plus(other.candidate), this.stable.plus(other.stable));
	}

}
