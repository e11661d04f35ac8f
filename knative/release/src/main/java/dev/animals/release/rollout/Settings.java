package dev.animals.release.rollout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.animals.release.judge.BakeSettings;
import dev.animals.release.judge.JudgeSettings;

/**
 * The settings in {@code rollout.yaml}.
 *
 * @param steps the candidate's rising shares of the traffic before it gets all of it
 * @param hold the largest share that the candidate keeps if there are too few requests to
 * judge it, in 0–99
 * @param look the interval between two looks, and the length of a block; best a multiple
 * of the scrape interval
 * @param lag the time until Prometheus has scraped and stored a request
 * @param metricsDeadline the longest outage of Prometheus that a rollout waits for
 * @param clusterDeadline the longest outage of the API server that a rollout waits for
 * @param keepWarm how often the candidate is called, so that no user waits for its pod to
 * start; shorter than the autoscaler's window
 * @param smokeMistakes how many answers of the candidate may be wrong although stable is
 * right, or missing although stable answered
 * @param smokeDifferent the share of all answers in which the candidate's group or
 * verdict may differ from stable's, in 0–1
 * @param judge the limits by which the candidate is judged
 * @param bake how the promoted revision is watched
 */
public record Settings(List<Step> steps, int hold, Duration look, Duration lag, Duration metricsDeadline,
		Duration clusterDeadline, Duration keepWarm, int smokeMistakes, double smokeDifferent, JudgeSettings judge,
		BakeSettings bake) {

	/** Checks the ranges. */
	public Settings {
		steps = List.copyOf(steps);
		int before = 0;
		for (Step step : steps) {
			if (step.percent() <= before || step.percent() >= 100) {
				throw new IllegalArgumentException("steps rise from 1 to 99 per cent; 100 comes after the last");
			}
			before = step.percent();
		}
		if (steps.isEmpty() || look.toMillis() < 1 || smokeMistakes < 0 || smokeDifferent < 0 || smokeDifferent > 1
				|| hold < 0 || hold > 99) {
			throw new IllegalArgumentException(
					"there is a step, look is above 0, smokeMistakes at least 0, smokeDifferent in 0 to 1, "
							+ "hold in 0 to 99");
		}
	}

	/**
	 * A step of a rollout.
	 *
	 * @param percent the candidate's share of the traffic, in 0–100
	 * @param duration the shortest time that the step lasts
	 * @param requests the smallest number of requests that the candidate has to answer
	 * @param deadline the time after which the candidate is taken back if there is no
	 * decision
	 */
	public record Step(int percent, Duration duration, long requests, Duration deadline) {

		/** Checks that the step can end before its deadline. */
		public Step {
			if (requests < 0 || deadline.compareTo(duration) <= 0) {
				throw new IllegalArgumentException(
						"a step's deadline comes after its duration, and requests are at least 0");
			}
		}

		/**
		 * Finds the settings of a step, which may have changed since the rollout began.
		 * @param steps all steps
		 * @param percent the candidate's share of the traffic
		 * @return the first step with at least this share, or else the last
		 */
		public static Step of(List<Step> steps, int percent) {
			return steps.stream().filter((step) -> step.percent() >= percent).findFirst().orElse(steps.getLast());
		}

	}

	/**
	 * Reads the settings.
	 * @param file the path of {@code rollout.yaml}
	 * @return the settings
	 * @throws IllegalArgumentException if the file cannot be used; the message is a
	 * sentence for the user
	 */
	public static Settings read(Path file) {
		return SettingsReader.read(file);
	}

}
