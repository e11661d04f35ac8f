package dev.animals.release.rollout;

import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.animals.release.cluster.ClusterException;
import dev.animals.release.cluster.Service;
import dev.animals.release.rollout.Looks.GoneException;
import dev.animals.release.rollout.Rollout.Parts;
import dev.animals.release.rollout.Writer.InterferedException;
import dev.animals.release.rollout.Writer.UnusableException;
import dev.animals.release.traffic.Decisions;

/**
 * The course of one rollout, from its start or from the step at which its process was
 * killed. If anything fails, stable gets all traffic; if the traffic cannot be changed
 * any more, it stays as it was.
 */
final class Course {

	private final Parts parts;

	private final Hold hold;

	private final Writer writer;

	private State state;

	private String promoted = "It was promoted before this process began.";

	/** The end of a rollout without a promotion; null until it is written. */
	private @Nullable End decided;

	Course(Parts parts, Hold hold, Service service, State state) {
		this.parts = parts;
		this.hold = hold;
		this.writer = new Writer(parts.cluster(), hold, parts.patience(), parts.view(), service);
		this.state = state;
	}

	End run() {
		try {
			return attempt(this::follow);
		}
		catch (InterruptedException ex) {
			return stopped();
		}
	}

	private End attempt(Stage stage) throws InterruptedException {
		try {
			return stage.run();
		}
		catch (InterferedException ex) {
			return new End(Outcome.INTERFERED, "Somebody else changed the traffic. It is as they left it.");
		}
		catch (GoneException ex) {
			return attempt(() -> back(Outcome.NO_METRICS, "Prometheus did not answer: " + ex.getMessage()));
		}
		catch (UnusableException ex) {
			return attempt(() -> back(Outcome.WORSE, "The candidate cannot get traffic. " + ex.getMessage()));
		}
		catch (ClusterException ex) {
			return failed(ex);
		}
		catch (RuntimeException | LinkageError ex) {
			ex.printStackTrace();
			String sentence = "The program failed: %s.".formatted(ex);
			return this.state.isBaking() ? new End(Outcome.FAILED,
					"%s The bake ended early, and the revision stays promoted. %s".formatted(this.promoted, sentence))
					: backIfPossible(Outcome.FAILED, sentence);
		}
	}

	private End failed(ClusterException failure) throws InterruptedException {
		String sentence = String.valueOf(failure.getMessage());
		return switch (failure) {
			case ClusterException.Held ex ->
				new End(Outcome.LOCKED, "%s took the Lease. %s".formatted(ex.holder(), this.state.unwatched()));
			case ClusterException.Missing _ -> new End(Outcome.GONE, "The Service was deleted.");
			case ClusterException.Unreachable _ ->
				new End(Outcome.NO_CLUSTER, "%s %s".formatted(sentence, this.state.unwatched()));
			// The right to change the traffic may still exist.
			case ClusterException.Denied _ -> backIfPossible(Outcome.DENIED, sentence);
		};
	}

	private End backIfPossible(Outcome outcome, String sentence) throws InterruptedException {
		try {
			return (this.decided != null) ? this.decided : back(outcome, sentence);
		}
		catch (RuntimeException | LinkageError ex) {
			return new End(outcome, "%s %s".formatted(sentence, this.state.unwatched()));
		}
	}

	private End stopped() {
		if (this.decided != null) {
			return this.decided;
		}
		if (this.state.isBaking()) {
			return Bake.stopped(this.parts, this.promoted);
		}
		if (this.parts.replaced().getAsBoolean()) {
			return new End(Outcome.STOPPED, "It was stopped, and another process resumes it.");
		}
		try {
			return attempt(() -> back(Outcome.STOPPED, "It was stopped."));
		}
		catch (InterruptedException ex) {
			return new End(Outcome.NO_CLUSTER, "It was stopped while the API server did not answer.");
		}
	}

	private End follow() throws InterruptedException {
		if (this.state.steps().isEmpty()) {
			this.parts.view()
				.said("%s is candidate, %s is stable.".formatted(this.state.candidate(), this.state.stable()));
			Optional<End> failed = new SmokeStage(this.parts, this.parts.patience()).run();
			if (failed.isPresent()) {
				return back(failed.get().outcome(), failed.get().sentence());
			}
			begin(this.parts.settings().steps().getFirst().percent());
		}
		else {
			this.parts.view().said("A rollout at %d %% is resumed.".formatted(this.state.percent()));
		}
		if (!this.state.isBaking()) {
			End end = new StepsStage(this.parts, this.hold, this.writer, this.state).run(this::begin);
			if (end.outcome() == Outcome.HELD) {
				return hold(end);
			}
			if (end.outcome() != Outcome.PROMOTED) {
				return back(end.outcome(), end.sentence());
			}
			promote(end.sentence());
		}
		return bake();
	}

	/** Gives the candidate the share of the next step. */
	private State begin(int percent) throws InterruptedException {
		State next = this.state.begin(percent, this.parts.time().now());
		this.writer.write((decisions) -> decisions.canary(percent), next.annotations(), () -> this.state = next);
		this.parts.view().said("The candidate gets %d %%.".formatted(percent));
		return next;
	}

	/** Ends the rollout without a decision. The candidate keeps a small share. */
	private End hold(End end) throws InterruptedException {
		int percent = Math.min(this.state.percent(), this.parts.settings().hold());
		return ended(end, (percent == 0) ? Decisions::back : (decisions) -> decisions.canary(percent), "RolloutHeld");
	}

	private void promote(String sentence) throws InterruptedException {
		State next = this.state.begin(100, this.parts.time().now());
		boolean bakes = !this.parts.settings().bake().duration().isZero();
		String candidate = this.state.candidate();
		this.writer.write((decisions) -> decisions.promote(candidate),
				decided(bakes ? next : null, Outcome.PROMOTED, sentence), () -> {
					this.state = next;
					this.promoted = sentence;
				});
		this.parts.view().said("Promoted. Back: make rollback.");
		this.parts.cluster().event(false, "RolloutPromoted", sentence);
	}

	private End bake() {
		return this.parts.settings().bake().duration().isZero() ? new End(Outcome.PROMOTED, this.promoted)
				: new Bake(this.parts, this.hold, this.writer, this.state, this.promoted).run();
	}

	private End back(Outcome outcome, String sentence) throws InterruptedException {
		End end = ended(new End(outcome, sentence), Decisions::back, "RolloutTakenBack");
		this.parts.view().said("Stable has all traffic.");
		return end;
	}

	private End ended(End end, Writer.Decider decide, String reason) throws InterruptedException {
		this.writer.write(decide, decided(null, end.outcome(), end.sentence()), () -> this.decided = end);
		this.parts.cluster().event(true, reason, end.sentence());
		return end;
	}

	private Map<String, @Nullable String> decided(@Nullable State next, Outcome outcome, String sentence) {
		return Notes.of(this.state, next, this.parts.time().now(), outcome, sentence);
	}

	/** A part of the course. */
	@FunctionalInterface
	private interface Stage {

		End run() throws InterruptedException;

	}

}
