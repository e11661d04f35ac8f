package dev.animals.release.judge;

/**
 * What candidate and stable did in the same moments.
 *
 * @param candidate the new one
 * @param stable the one that users have
 */
public record Block(Counts candidate, Counts stable) {

	/** Nothing was done. */
	public static final Block NONE = new Block(Counts.NONE, Counts.NONE);

	/** Returns the sum of both. */
	public Block plus(Block other) {
		return new Block(this.candidate.plus(other.candidate), this.stable.plus(other.stable));
	}

}
