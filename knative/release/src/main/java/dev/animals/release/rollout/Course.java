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

	private final Patience patience;

	private final Writer writer;

	private State state;

	private String promoted = "It was promoted before this process began.";

	/** How the rollout ended; null until stable has all traffic again. */
	private @Nullable End decided;

	Course(Parts parts, Hold hold, Service service, State state) {
		this.parts = parts;
		this.hold = hold;
		this.patience = parts.patience();
		this.writer = new Writer(parts.cluster(), hold, this.patience, parts.view(), service);
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
			return backIfPossible(Outcome.FAILED, "The program failed: %s.".formatted(ex));
		}
	}

	private End failed(ClusterException failure) throws InterruptedException {
		String sentence = String.valueOf(failure.getMessage());
		return switch (failure) {
			case ClusterException.Held ex ->
				new End(Outcome.LOCKED, "%s took the Lease. %s".formatted(ex.holder(), unwatched()));
			case ClusterException.Missing _ -> new End(Outcome.GONE, "The Service was deleted.");
			case ClusterException.Unreachable _ ->
				new End(Outcome.NO_CLUSTER, "%s %s".formatted(sentence, unwatched()));
			// The right to change the traffic may still exist.
			case ClusterException.Denied _ -> backIfPossible(Outcome.DENIED, sentence);
		};
	}

	private End backIfPossible(Outcome outcome, String sentence) throws InterruptedException {
		try {
			return (this.decided != null) ? this.decided : back(outcome, sentence);
		}
		catch (RuntimeException | LinkageError ex) {
			return new End(outcome, "%s %s".formatted(sentence, unwatched()));
		}
	}

	private String unwatched() {
		return (this.state.percent() == 0) ? "The candidate has no traffic."
				: "Traffic is as it was: the candidate has %d %%, and nobody watches it."
					.formatted(this.state.percent());
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
			Optional<End> failed = new SmokeStage(this.parts, this.patience).run();
			if (failed.isPresent()) {
				return back(failed.get().outcome(), failed.get().sentence());
			}
			begin(this.parts.settings().steps().getFirst().percent());
		}
		else {
			this.parts.view().said("A rollout at %d %% is resumed.".formatted(this.state.percent()));
		}
		if (!this.state.isBaking()) {
			End end = new StepsStage(this.parts, this.hold, this.writer).run(this.state, this::begin);
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

	/** Gives stable all traffic. */
	private End back(Outcome outcome, String sentence) throws InterruptedException {
		End end = new End(outcome, sentence);
		this.writer.write(Decisions::back, decided(null, outcome, sentence), () -> this.decided = end);
		this.parts.view().said("Stable has all traffic.");
		this.parts.cluster().event(true, "RolloutTakenBack", sentence);
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
