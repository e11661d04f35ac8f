package dev.animals.release.judge;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.animals.release.judge.Finding.State;

/**
 * Judges a promoted revision by fixed limits, because no other revision gets traffic that
 * it could be compared with.
 */
public final class BakeJudge {

	private final BakeSettings settings;

	private final int restarts;

	private final Deque<Timed> recent = new ArrayDeque<>();

	private Counts total = Counts.NONE;

	/**
	 * Creates a judge that has seen nothing yet.
	 * @param settings the limits for the revision
	 * @param restarts how often its containers may restart
	 */
	public BakeJudge(BakeSettings settings, int restarts) {
		this.settings = settings;
		this.restarts = restarts;
	}

	/**
	 * Adds what happened since the last block.
	 * @param to the end of the block
	 * @param counts the revision's requests in the block
	 */
	public void add(Instant to, Counts counts) {
		// No finding needs the answers, so they are not added up.
		Counts requests = new Counts(counts.requests(), counts.errors(), counts.rejected(), counts.latency());
		this.total = this.total.plus(requests);
		this.recent.addLast(new Timed(to, requests));
		while (!this.recent.getFirst().to().isAfter(to.minus(this.settings.recent()))) {
			this.recent.removeFirst();
		}
	}

	/** Returns the findings so far. */
	public List<Finding> findings(Load load) {
		Counts now = this.recent.stream().map(Timed::counts).reduce(Counts.NONE, Counts::plus);
		boolean burning = this.total.errors() >= this.settings.errors() && isTooMuch(this.total) && isTooMuch(now);
		boolean restarted = load.restarts() > this.restarts;
		return List.of(
				new Finding("errors since the promotion", state(burning), Figures.share(this.total.failed()), "",
						"at most " + Figures.percent(this.settings.limit())),
				new Finding("errors now", State.FINE, Figures.share(now.failed()), "", ""),
				new Finding("p95", State.FINE, Figures.seconds(this.total.quantile(0.95)), "", ""),
				new Finding("restarts", state(restarted), String.valueOf(load.restarts()), "",
						String.valueOf(this.restarts)));
	}

	private boolean isTooMuch(Counts counts) {
		return counts.requests() > 0 && counts.failed().ratio() > this.settings.limit();
	}

	private static State state(boolean worse) {
		return worse ? State.WORSE : State.FINE;
	}

	private record Timed(Instant to, Counts counts) {
	}

}
