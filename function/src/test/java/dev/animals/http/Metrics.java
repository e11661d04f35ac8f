package dev.animals.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The metrics of the running service, as Prometheus reads them.
 *
 * @param management the management port of the service
 */
public record Metrics(Service management) {

	/**
	 * Reads all metrics.
	 * @return the text format of Prometheus
	 */
	public String text() {
		return new String(this.management.get("/actuator/prometheus").body(), StandardCharsets.UTF_8);
	}

	/**
	 * Adds up the samples of a metric.
	 * @param name the name of the metric
	 * @param labels labels that a sample must have, for instance {@code mode="image"}
	 * @return the sum; 0 if there is no such sample
	 */
	public double sum(String name, String... labels) {
		return sumIn(text(), name, labels);
	}

	/**
	 * Adds up the samples of a metric that were read before.
	 * @param text the text format of Prometheus
	 * @param name the name of the metric
	 * @param labels labels that a sample must have
	 * @return the sum; 0 if there is no such sample
	 */
	static double sumIn(String text, String name, String... labels) {
		return text.lines()
			.filter((line) -> line.matches(name + "[{ ].*") && Arrays.stream(labels).allMatch(line::contains))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.sum();
	}

}
