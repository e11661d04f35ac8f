package dev.animals.release.judge;

import java.util.List;
import java.util.Locale;

import dev.animals.release.judge.Finding.State;

/**
 * Compares gauges with fixed limits: waiting requests, restarts, and the processor time
 * and memory that a request costs. The sequential tests need counts of requests.
 */
final class Gauges implements Check {

	/** A queue that is full at fewer looks in a row may come from a single burst. */
	private static final int LOOKS = 4;

	/** The cost of fewer requests is mostly that of a pod without work. */
	private static final long ENOUGH = 200;

	private final JudgeSettings settings;

	private Load load = Load.NONE;

	private int looksWithFullQueue;

	private Cost costOfStep = Cost.NONE;

	Gauges(JudgeSettings settings) {
		this.settings = settings;
	}

	@Override
	public void startStep() {
		this.costOfStep = Cost.NONE;
	}

	@Override
	public void add(History before, Look look) {
		this.load = look.load();
		this.looksWithFullQueue = (this.load.queued() > this.settings.queued()) ? this.looksWithFullQueue + 1 : 0;
		this.costOfStep = this.costOfStep.plus(this.load.cost());
	}

	@Override
	public List<Finding> findings(History seen, boolean last) {
		boolean restarted = this.load.restarts() > this.settings.restarts();
		return List.of(
				new Finding("queued in a pod", state(this.looksWithFullQueue >= LOOKS),
						Figures.number(this.load.queued()), "",
						"%s at %d looks".formatted(Figures.number(this.settings.queued()), LOOKS)),
				new Finding("restarts", state(restarted),
						this.load.problem().isEmpty() ? String.valueOf(this.load.restarts())
								: "%d (%s)".formatted(this.load.restarts(), this.load.problem()),
						"", String.valueOf(this.settings.restarts())),
				cost("processor time per request",
						this.costOfStep.candidateSeconds() / seen.step().candidate().requests(),
						this.costOfStep.stableSeconds() / seen.step().stable().requests(), seen, last, " s"),
				cost("memory of a pod", this.costOfStep.candidateBytes() / (1 << 20),
						this.costOfStep.stableBytes() / (1 << 20), seen, last, " MiB"));
	}

	private Finding cost(String name, double candidate, double stable, History seen, boolean last, String unit) {
		boolean enough = last && Math.min(seen.step().candidate().requests(), seen.step().stable().requests()) >= ENOUGH
				&& candidate > 0 && stable > 0;
		return new Finding(name, state(enough && candidate > this.settings.dearer() * stable), figure(candidate, unit),
				figure(stable, unit), "%s times".formatted(Figures.number(this.settings.dearer())));
	}

	private static String figure(double value, String unit) {
		return (value > 0 && Double.isFinite(value)) ? String.format(Locale.ROOT, "%.3g%s", value, unit) : "unknown";
	}

	private static State state(boolean worse) {
		return worse ? State.WORSE : State.FINE;
	}

}
