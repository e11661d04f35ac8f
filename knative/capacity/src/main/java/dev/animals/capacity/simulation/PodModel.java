package dev.animals.capacity.simulation;

/**
 * How a pod behaves.
 *
 * @param startSeconds the time from the decision to start a pod until it answers
 * @param predictors the requests that a pod works on at the same time; others wait in the
 * pod, first come, first served
 * @param stopSeconds the time that a pod still occupies its resources after it got its
 * last request. queue-proxy waits 30 s for late requests
 */
public record PodModel(double startSeconds, int predictors, double stopSeconds) {

	/**
	 * Checks the values.
	 * @throws IllegalArgumentException if a value is out of range
	 */
	public PodModel {
		if (startSeconds < 0 || predictors < 1 || stopSeconds < 0) {
			throw new IllegalArgumentException("Times must not be negative, and a pod needs at least one predictor.");
		}
	}

}
