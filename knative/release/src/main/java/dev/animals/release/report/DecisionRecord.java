package dev.animals.release.report;

import java.util.List;

import tools.jackson.databind.json.JsonMapper;

import dev.animals.release.judge.Finding;
import dev.animals.release.judge.Judge;
import dev.animals.release.judge.JudgeSettings;
import dev.animals.release.judge.Look;
import dev.animals.release.report.Journal.Point;
import dev.animals.release.rollout.Settings;
import dev.animals.release.rollout.Settings.Step;

/**
 * Everything on which a decision was based, so that anyone can repeat it.
 *
 * @param outcome how the rollout ended
 * @param decision the decision in a sentence
 * @param steps the steps of the rollout
 * @param settings the limits for the candidate
 * @param looks the input of the judge before the promotion, in order
 */
public record DecisionRecord(String outcome, String decision, List<Step> steps, JudgeSettings settings,
		List<Look> looks) {

	private static final JsonMapper MAPPER = new JsonMapper();

	static DecisionRecord of(Settings settings, Journal journal) {
		return new DecisionRecord(journal.outcome().name(), journal.decision(), settings.steps(), settings.judge(),
				journal.judged().stream().map(Point::look).toList());
	}

	/** Reads a record. */
	public static DecisionRecord read(String json) {
		return MAPPER.readValue(json, DecisionRecord.class);
	}

	String json() {
		return MAPPER.writeValueAsString(this);
	}

	/** Judges the same blocks again and returns the last findings. */
	public List<Finding> again() {
		Judge judge = new Judge(this.settings, this.steps.size());
		List<Finding> findings = List.of();
		int started = 0;
		for (Look look : this.looks) {
			while (started < this.steps.size()
					&& (started == 0 || this.steps.get(started).percent() <= look.percent())) {
				judge.startStep(this.steps.get(started).requests());
				started++;
			}
			judge.add(look.block());
			findings = judge.findings(look.load());
		}
		return findings;
	}

}
