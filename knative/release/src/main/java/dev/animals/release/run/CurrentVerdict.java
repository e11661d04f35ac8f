package dev.animals.release.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.animals.release.cluster.Service;
import dev.animals.release.judge.Judge;
import dev.animals.release.judge.Look;
import dev.animals.release.judge.Verdict;
import dev.animals.release.prometheus.Metrics;
import dev.animals.release.rollout.Settings;
import dev.animals.release.traffic.Tag;

/**
 * Judges the candidate at this moment without changing anything. This needs no rollout;
 * it also works during a canary by hand.
 *
 * @param settings the settings of a rollout
 * @param metrics the requests and predictions of the revisions
 */
public record CurrentVerdict(Settings settings, Metrics metrics) {

	/**
	 * The largest number of blocks. More would not improve the verdict, but each costs
	 * queries.
	 */
	private static final int BLOCKS = 40;

	/**
	 * Judges the candidate. A canary by hand counts as the last step.
	 * @param service the Service
	 * @param since the start of the period that is judged
	 * @param now the end of the period
	 * @param restarts how often the candidate's containers restarted
	 * @return the verdict; empty if there is no candidate
	 */
	public Optional<Verdict> of(Service service, Instant since, Instant now, int restarts) {
		Optional<String> candidate = service.traffic().revision(Tag.CANDIDATE);
		Optional<String> stable = service.traffic().revision(Tag.STABLE);
		if (candidate.isEmpty() || stable.isEmpty() || candidate.equals(stable)) {
			return Optional.empty();
		}
		Judge judge = new Judge(this.settings.judge(), 1);
		judge.startStep(this.settings.steps().getLast().requests(), true);
		Instant end = now.minus(this.settings.lag());
		Duration part = Duration.between(since, end).dividedBy(BLOCKS);
		Duration length = (part.compareTo(this.settings.look()) > 0) ? part : this.settings.look();
		int percent = service.traffic().percent(candidate.get());
		Instant from = since;
		while (!from.plus(length).isAfter(end)) {
			Instant to = from.plus(length);
			judge.add(new Look(from, to, percent, 1, this.metrics.between(from, to, candidate.get(), stable.get()),
					this.metrics.load(from, to, candidate.get(), stable.get()).restarted(restarts, "")));
			from = to;
		}
		return Optional.of(new Verdict(from, candidate.get(), stable.get(), percent, judge.findings()));
	}

}
