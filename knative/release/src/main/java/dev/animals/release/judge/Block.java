package dev.animals.release.judge;

/**
 * What candidate and stable did in the same moments.
 *
 * @param candidate the new one
 * @param stable the one that users have
 */
public record Block(Counts candidate, Counts stable) {

	static final Block NONE = new Block(Counts.NONE, Counts.NONE);

	Block plus(Block other) {
		return new Block(this.candidate.plus(other.candidate), this.stable.plus(other.stable));
	}

}
