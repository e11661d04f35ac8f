package dev.animals.release.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.animals.release.rollout.Rollout.Parts;
import dev.animals.release.smoke.Smoke;
import dev.animals.release.smoke.SmokeResult;
import dev.animals.release.traffic.Tag;

/**
 * Checks the candidate with known photos before it gets traffic.
 */
final class SmokeStage {

	private static final Duration PAUSE = Duration.ofSeconds(2);

	private final Parts parts;

	private final Patience patience;

	SmokeStage(Parts parts, Patience patience) {
		this.parts = parts;
		this.patience = patience;
	}

	/** Returns why the rollout ends here; empty if the candidate may get traffic. */
	Optional<End> run() throws InterruptedException {
		Optional<Smoke> smoke = this.parts.smoke();
		if (smoke.isEmpty()) {
			this.parts.view().said("No smoke set is sent.");
			return Optional.empty();
		}
		Optional<Map<String, String>> urls = urls();
		if (urls.isEmpty()) {
			return Optional.of(new End(Outcome.NOT_BEGUN,
					"The Service has no addresses for its tags stable and candidate, so no photo could be sent."));
		}
		SmokeResult result = smoke.get().run(urls.get());
		this.parts.view().smoked(result);
		this.parts.view().said("Smoke set: " + result.sentence());
		if (!result.unproven().isEmpty()) {
			return Optional.of(new End(Outcome.NOT_BEGUN, result.unproven()));
		}
		result.mistakes().forEach(this.parts.view()::said);
		return failure(result).map((sentence) -> new End(Outcome.FAILED_SMOKE, sentence));
	}

	private Optional<String> failure(SmokeResult result) {
		Settings settings = this.parts.settings();
		if (result.mistakes().size() > settings.smokeMistakes()) {
			return Optional.of(String.join("; ", result.mistakes()) + ". " + result.sentence());
		}
		if (result.evidence() >= 1 / settings.judge().falseAlarms()) {
			return Optional.of("It is wrong about more photos than stable, evidence %.0f. ".formatted(result.evidence())
					+ result.sentence());
		}
		int different = result.answers().size() - result.same();
		if (different > settings.smokeDifferent() * result.answers().size()) {
			return Optional.of("It answers otherwise than stable to too many photos. " + result.sentence());
		}
		return Optional.empty();
	}

	/**
	 * Waits for the candidate's address, which Knative may not have created right after a
	 * deploy.
	 */
	private Optional<Map<String, String>> urls() throws InterruptedException {
		Instant until = this.parts.time().now().plus(this.parts.settings().clusterDeadline());
		while (true) {
			Map<String, String> urls = this.patience.ask(this.parts.cluster()::read).urls();
			if (urls.containsKey(Tag.STABLE.label()) && urls.containsKey(Tag.CANDIDATE.label())) {
				return Optional.of(urls);
			}
			if (this.parts.time().now().isAfter(until)) {
				return Optional.empty();
			}
			this.parts.time().sleepUntil(this.parts.time().now().plus(PAUSE));
		}
	}

}
