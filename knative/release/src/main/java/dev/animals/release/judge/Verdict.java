package dev.animals.release.judge;

import java.time.Instant;
import java.util.List;

import static java.util.stream.Collectors.joining;

/**
 * The judge's verdict on a candidate at one time.
 *
 * @param at the end of the last block
 * @param candidate the revision that is judged
 * @param stable the revision that it is compared with
 * @param percent the candidate's share of the traffic, in 0–100
 * @param findings one finding for each check, in a fixed order
 */
public record Verdict(Instant at, String candidate, String stable, int percent, List<Finding> findings) {

	/** Copies the list. */
	public Verdict {
		findings = List.copyOf(findings);
	}

	/** Returns the worst state of all findings. */
	public Finding.State state() {
		return !in(Finding.State.WORSE).isEmpty() ? Finding.State.WORSE
				: !in(Finding.State.WAITING).isEmpty() ? Finding.State.WAITING : Finding.State.FINE;
	}

	/** Returns the findings that have the given state. */
	public List<Finding> in(Finding.State state) {
		return this.findings.stream().filter((finding) -> finding.state() == state).toList();
	}

	/** Returns the findings that decide, as sentences. */
	public String sentence() {
		List<Finding> deciding = in(state());
		return deciding.stream().map(Finding::sentence).collect(joining(" "));
	}

}
