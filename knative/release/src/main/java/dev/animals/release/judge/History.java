package dev.animals.release.judge;

import java.util.ArrayList;
import java.util.List;

/**
 * The counts so far: all of them, and for each step those since it began.
 */
final class History {

	private Block total = Block.NONE;

	private final List<Counts> candidateSince = new ArrayList<>();

	private Counts stableInStep = Counts.NONE;

	void startStep() {
		this.candidateSince.add(Counts.NONE);
		this.stableInStep = Counts.NONE;
	}

	void add(Block block) {
		this.total = this.total.plus(block);
		this.candidateSince.replaceAll((counts) -> counts.plus(block.candidate()));
		this.stableInStep = this.stableInStep.plus(block.stable());
	}

	/** Returns the counts since the rollout began. */
	Block total() {
		return this.total;
	}

	/** Returns the counts of the current step. */
	Block step() {
		return this.candidateSince.isEmpty() ? Block.NONE : new Block(this.candidateSince.getLast(), this.stableInStep);
	}

	/**
	 * Returns, for each step, the candidate's counts since it began, and all of stable's:
	 * the candidate may have become worse at any step, but stable is the same.
	 */
	List<Block> sinceSteps() {
		return this.candidateSince.stream().map((counts) -> new Block(counts, this.total.stable())).toList();
	}

}
