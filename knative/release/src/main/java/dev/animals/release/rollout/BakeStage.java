package dev.animals.release.rollout;

import java.time.Duration;
import java.time.Instant;

import dev.animals.release.judge.BakeJudge;
import dev.animals.release.judge.Finding;
import dev.animals.release.judge.Load;
import dev.animals.release.judge.Look;
import dev.animals.release.judge.Verdict;
import dev.animals.release.rollout.Looks.GoneException;
import dev.animals.release.rollout.Looks.Seen;
import dev.animals.release.rollout.Rollout.Parts;

/**
 * Watches the promoted revision for the duration of the bake.
 */
final class BakeStage {

	private static final int ALL = 100;

	private static final Result FINE = new Result(false, "Nothing was wrong during the bake.");

	private final Parts parts;

	private final Hold hold;

	private final Writer writer;

	BakeStage(Parts parts, Hold hold, Writer writer) {
		this.parts = parts;
		this.hold = hold;
		this.writer = writer;
	}

	/**
	 * The result of the bake.
	 *
	 * @param worse whether the revision has to be taken back
	 * @param sentence the reason in a sentence
	 */
	record Result(boolean worse, String sentence) {
	}

	Result run(State state) throws InterruptedException {
		Settings settings = this.parts.settings();
		Instant began = state.steps().getLast().time();
		Instant until = began.plus(settings.bake().duration());
		this.parts.view().said("It is watched until %s. Previous keeps a pod meanwhile.".formatted(until));
		BakeJudge judge = new BakeJudge(settings.bake(), settings.judge().restarts());
		Looks looks = new Looks(settings, this.parts.metrics(), this.parts.time(), this.parts.view(), began);
		int restarts = 0;
		while (true) {
			Seen seen;
			try {
				seen = looks.next(state.candidate(), state.stable());
			}
			catch (GoneException ex) {
				return new Result(false, "The bake ended early, because Prometheus did not answer: " + ex.getMessage());
			}
			if (!seen.from().isBefore(until)) {
				// The bake is resumed late. Requests after its end do not count.
				return FINE;
			}
			judge.add(seen.to(), seen.block().candidate());
			if (seen.live()) {
				this.hold.keep();
				this.writer.read();
				restarts = restarts(state);
			}
			Load load = seen.load().restarted(restarts, "");
			Verdict verdict = new Verdict(seen.to(), state.candidate(), state.stable(), ALL, judge.findings(load));
			this.parts.view()
				.looked(new Look(seen.from(), seen.to(), ALL, state.steps().size(), seen.block(), load), verdict,
						"the end of the bake, at " + until, seen.live());
			if (verdict.state() == Finding.State.WORSE) {
				return new Result(true,
						"after %d s. %s".formatted(Duration.between(began, seen.to()).toSeconds(), verdict.sentence()));
			}
			if (seen.live() && !seen.to().isBefore(until)) {
				return FINE;
			}
		}
	}

	private int restarts(State state) throws InterruptedException {
		int now = this.parts.patience().ask(() -> this.parts.cluster().pods(state.candidate())).restarts();
		return Math.max(0, now - state.restarts());
	}

}
