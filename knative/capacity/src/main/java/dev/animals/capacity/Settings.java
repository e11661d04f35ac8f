package dev.animals.capacity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.animals.capacity.autoscaler.ScalingSettings;
import dev.animals.capacity.simulation.PodModel;
import dev.animals.capacity.simulation.ServiceTimes;
import dev.animals.capacity.traffic.Examples;
import dev.animals.capacity.traffic.Traffic;
import dev.animals.capacity.traffic.TrafficFile;
import dev.animals.testing.EnvironmentVariables;

/**
 * The settings of {@code make capacity}, which are environment variables.
 *
 * @param traffic what to simulate
 * @param deployed the autoscaler's settings of the manifest
 * @param base the settings to start from: those of the manifest with the changes of
 * {@code SET}
 * @param pod how a pod behaves
 * @param work the time that a predictor needs for a request
 * @param price the price of a core for an hour, in any currency
 * @param goalSeconds the 95th percentile of the latency to reach
 */
record Settings(List<Traffic> traffic, ScalingSettings deployed, ScalingSettings base, PodModel pod, ServiceTimes work,
		double price, double goalSeconds) {

	/** The cores that a pod requests in {@code knative/base/service.yaml}. */
	static final double CORES = 1;

	/** The pod stops when queue-proxy has seen no request for this long. */
	private static final double STOP_SECONDS = 30;

	/**
	 * Reads the settings.
	 * @param variables the environment variables
	 * @param manifest the manifest of the Service, with the settings to start from
	 * @return the settings
	 * @throws IOException if a file cannot be read
	 * @throws IllegalArgumentException if a setting is wrong; the message is a sentence
	 * for the user
	 */
	static Settings from(EnvironmentVariables variables, Path manifest) throws IOException {
		double times = number(variables, "TIMES", "1");
		Optional<String> file = variables.find("TRAFFIC");
		List<Traffic> traffic = file.isPresent() ? List.of(TrafficFile.read(Path.of(file.get()))) : Examples.all();
		ScalingSettings deployed = BaseSettings.read(manifest);
		ScalingSettings base = variables.find("SET").map(deployed::with).orElse(deployed);
		return new Settings(traffic.stream().map((each) -> each.times(times)).toList(), deployed, base,
				new PodModel(number(variables, "START", "2.4"), 1, STOP_SECONDS),
				new ServiceTimes(number(variables, "SERVICE_MS", "29") / 1000, number(variables, "VARIATION", "1.3")),
				number(variables, "PRICE", "0.04"), number(variables, "GOAL", "1000") / 1000);
	}

	private static double number(EnvironmentVariables variables, String name, String fallback) {
		String written = variables.get(name, fallback);
		if (!written.matches("\\d+(\\.\\d+)?")) {
			throw new IllegalArgumentException("%s must be a number, not %s.".formatted(name, written));
		}
		return Double.parseDouble(written);
	}

}
