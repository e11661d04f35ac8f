package dev.animals.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The time that requests spent in one stage, as the service's metric
 * {@code animals_stage_seconds} counts it.
 *
 * @param seconds the sum of the times in seconds
 * @param count the number of times
 */
record StageTime(double seconds, double count) {

	/**
	 * Reads the metric of a service.
	 * @param service a service that is ready
	 * @param stage the stage, for instance {@code inference}
	 * @return the time since the service started
	 * @throws IOException if the service does not answer
	 * @throws InterruptedException if this thread is interrupted
	 */
	static StageTime read(RunningService service, String stage) throws IOException, InterruptedException {
		return parse(new String(service.manage("/actuator/prometheus").body(), StandardCharsets.UTF_8), stage);
	}

	/**
	 * Reads the metric in Prometheus' text format.
	 * @param metrics the text
	 * @param stage the stage
	 * @return the sum of all series of the stage
	 */
	static StageTime parse(String metrics, String stage) {
		return new StageTime(sum(metrics, "animals_stage_seconds_sum", stage),
				sum(metrics, "animals_stage_seconds_count", stage));
	}

	private static double sum(String metrics, String name, String stage) {
		return metrics.lines()
			.filter((line) -> line.startsWith(name + "{") && line.contains("stage=\"" + stage + "\""))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

	StageTime since(StageTime earlier) {
		return new StageTime(this.seconds - earlier.seconds, this.count - earlier.count);
	}

	/**
	 * Returns the mean time.
	 * @return milliseconds; not a number if nothing was counted
	 */
	double meanMillis() {
		return 1000 * this.seconds / this.count;
	}

}
