package dev.animals.release.rollout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.animals.release.judge.BakeSettings;
import dev.animals.release.judge.JudgeSettings;

/**
 * What {@code rollout.yaml} says.
 *
 * @param steps shares of the traffic before all of it, rising, in per cent
 * @param look how often it is looked, and how much is looked at at once; a multiple of
 * the time between two scrapes tells most
 * @param lag how long Prometheus may take to have what happened
 * @param metricsDeadline how long Prometheus may be away
 * @param clusterDeadline how long the API server may be away
 * @param keepWarm how often the candidate is called, so that no user waits for a pod of
 * it; shorter than the autoscaler's window
 * @param smokeMistakes photos on which the candidate may be wrong where stable is right
 * @param smokeDifferent photos, of those without a label, that it may see otherwise than
 * stable: a share in 0–1
 * @param judge what is asked of the candidate
 * @param bake how the promoted revision is watched
 */
public record Settings(List<Step> steps, Duration look, Duration lag, Duration metricsDeadline,
		Duration clusterDeadline, Duration keepWarm, int smokeMistakes, double smokeDifferent, JudgeSettings judge,
		BakeSettings bake) {

	/** Checks what belongs together. */
	public Settings {
		steps = List.copyOf(steps);
		int before = 0;
		for (Step step : steps) {
			if (step.percent() <= before || step.percent() >= 100) {
				throw new IllegalArgumentException("steps rise from 1 to 99 per cent; 100 comes after the last");
			}
			before = step.percent();
		}
		if (steps.isEmpty() || look.toMillis() < 1 || smokeMistakes < 0 || smokeDifferent < 0 || smokeDifferent > 1) {
			throw new IllegalArgumentException(
					"there is a step, look is above 0, smokeMistakes at least 0, smokeDifferent in 0 to 1");
		}
	}

	/**
	 * A share of the traffic.
	 *
	 * @param percent the candidate's
	 * @param duration how long it lasts at least
	 * @param requests how many the candidate answers at least
	 * @param deadline after which the candidate is taken back if it is not decided
	 */
	public record Step(int percent, Duration duration, long requests, Duration deadline) {

		/** Checks that it can be passed. */
		public Step {
			if (requests < 0 || deadline.compareTo(duration) <= 0) {
				throw new IllegalArgumentException(
						"a step's deadline comes after its duration, and requests are at least 0");
			}
		}

	}

	/**
	 * Reads a file.
	 * @param file YAML
	 * @return what it says
	 * @throws IllegalArgumentException in a sentence, if it cannot be used
	 */
	public static Settings read(Path file) {
		return SettingsReader.read(file);
	}

}
