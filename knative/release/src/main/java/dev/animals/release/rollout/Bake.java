package dev.animals.release.rollout;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.animals.release.cluster.ClusterException;
import dev.animals.release.rollout.BakeStage.Result;
import dev.animals.release.rollout.Rollout.Parts;
import dev.animals.release.rollout.Writer.UnusableException;
import dev.animals.release.traffic.Decision;
import dev.animals.release.traffic.Decisions;

/**
 * Watches the promoted revision for a while after the promotion, and takes it back if it
 * fails.
 */
final class Bake {

	/** How long a pod of the previous revision may take to start. */
	private static final Duration START = Duration.ofSeconds(60);

	private static final Duration PAUSE = Duration.ofSeconds(2);

	private final Parts parts;

	private final Hold hold;

	private final Writer writer;

	private final State state;

	private final String promoted;

	/** The reason why the revision has to be taken back; null if there is none. */
	private @Nullable String trouble;

	/** The end of the rollout; null until it is written to the Service. */
	private @Nullable End written;

	/**
	 * Prepares the bake.
	 * @param promoted the reason for the promotion, in a sentence
	 */
	Bake(Parts parts, Hold hold, Writer writer, State state, String promoted) {
		this.parts = parts;
		this.hold = hold;
		this.writer = writer;
		this.state = state;
		this.promoted = promoted;
	}

	End run() {
		Warm.keep(this.parts, this.state.stable());
		try {
			Result result = new BakeStage(this.parts, this.hold, this.writer).run(this.state);
			return result.worse() ? takeBack(result.sentence()) : stays(result.sentence());
		}
		catch (InterruptedException ex) {
			return stopped();
		}
		catch (ClusterException ex) {
			return failed(ex);
		}
		finally {
			if (!this.parts.replaced().getAsBoolean()) {
				Warm.release(this.parts, this.state.stable());
			}
		}
	}

	private End stays(String sentence) throws InterruptedException {
		End end = new End(Outcome.PROMOTED, this.promoted + " " + sentence);
		this.writer.write((_) -> new Decision.Unchanged(""), Notes.ended(this.state, Outcome.PROMOTED),
				() -> this.written = end);
		return end;
	}

	private End takeBack(String sentence) throws InterruptedException {
		this.trouble = sentence;
		if (!previousHasPod()) {
			return ended(
					new End(Outcome.PREVIOUS_NOT_STARTED, "%s, but no pod of %s is ready, so the traffic is as it was."
						.formatted(trouble(), this.state.stable())),
					(_) -> new Decision.Unchanged(""));
		}
		try {
			return ended(new End(Outcome.TAKEN_BACK_IN_BAKE, "It was promoted and taken back " + sentence),
					Decisions::swap);
		}
		catch (UnusableException ex) {
			return new End(Outcome.PREVIOUS_NOT_STARTED, "%s, but: %s".formatted(trouble(), ex.getMessage()));
		}
	}

	private End ended(End end, Writer.Decider decide) throws InterruptedException {
		this.writer.write(decide, Notes.of(this.state, null, this.parts.time().now(), end.outcome(), end.sentence()),
				() -> this.written = end);
		this.parts.cluster().event(true, "RolloutTakenBack", end.sentence());
		return end;
	}

	/**
	 * Waits for a ready pod of the previous revision. There is one during the bake,
	 * unless it cannot start.
	 */
	private boolean previousHasPod() throws InterruptedException {
		Instant until = this.parts.time().now().plus(START);
		while (this.parts.patience().ask(() -> this.parts.cluster().pods(this.state.stable())).ready() == 0) {
			if (this.parts.time().now().isAfter(until)) {
				return false;
			}
			this.parts.time().sleepUntil(this.parts.time().now().plus(PAUSE));
		}
		return true;
	}

	private String trouble() {
		return "It was promoted and should be taken back " + this.trouble;
	}

	private End failed(ClusterException failure) {
		if (this.written != null) {
			return this.written;
		}
		String sentence = String.valueOf(failure.getMessage());
		Outcome outcome = switch (failure) {
			case ClusterException.Missing _ -> Outcome.GONE;
			case ClusterException.Held _ -> Outcome.LOCKED;
			case ClusterException.Denied _ -> Outcome.DENIED;
			case ClusterException.Unreachable _ -> Outcome.NO_CLUSTER;
		};
		if (outcome == Outcome.GONE) {
			return new End(outcome, "The Service was deleted.");
		}
		return (this.trouble == null)
				? new End(Outcome.PROMOTED, "%s The bake ended early. %s".formatted(this.promoted, sentence))
				: new End(outcome, "%s, but it still has all traffic. %s".formatted(trouble(), sentence));
	}

	private End stopped() {
		if (this.written != null) {
			return this.written;
		}
		if (this.trouble != null) {
			return new End(Outcome.STOPPED, trouble() + ", but it was stopped. It still has all traffic.");
		}
		return stopped(this.parts, this.promoted);
	}

	/** Returns the end of a rollout that is stopped after the promotion. */
	static End stopped(Parts parts, String promoted) {
		return parts.replaced().getAsBoolean()
				? new End(Outcome.STOPPED, "It was stopped during the bake, and another process resumes it.")
				: new End(Outcome.PROMOTED, promoted + " The bake was stopped by a signal.");
	}

}
