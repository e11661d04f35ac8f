package dev.animals.capacity.autoscaler;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings of the autoscaler for one revision. Their names are those of Knative's
 * annotations ({@code autoscaling.knative.dev/…}) and of the ConfigMap
 * {@code config-autoscaler}, and the defaults are Knative's.
 *
 * @param values the settings that differ from Knative's defaults, by name
 */
public record ScalingSettings(Map<String, String> values) {

	/** Knative's defaults, from {@code pkg/autoscaler/config/config.go}. */
	private static final Map<String, String> DEFAULTS = Map.ofEntries(Map.entry("container-concurrency", "0"),
			Map.entry("target", "100"), Map.entry("target-utilization-percentage", "70"), Map.entry("window", "60s"),
			Map.entry("panic-window-percentage", "10"), Map.entry("panic-threshold-percentage", "200"),
			Map.entry("max-scale-up-rate", "1000"), Map.entry("max-scale-down-rate", "2"),
			Map.entry("target-burst-capacity", "211"), Map.entry("scale-down-delay", "0s"),
			Map.entry("scale-to-zero-grace-period", "30s"), Map.entry("scale-to-zero-pod-retention-period", "0s"),
			Map.entry("min-scale", "0"), Map.entry("max-scale", "0"), Map.entry("initial-scale", "1"),
			Map.entry("activation-scale", "1"));

	/**
	 * Checks the settings.
	 * @throws IllegalArgumentException if a setting is unknown or has a wrong value
	 */
	public ScalingSettings {
		values = Map.copyOf(values);
		for (String name : values.keySet()) {
			require(DEFAULTS.containsKey(name), "The autoscaler has no setting %s. It has %s.".formatted(name,
					String.join(", ", new TreeMap<>(DEFAULTS).keySet())));
		}
		// Reading a number or a time checks it.
		for (String name : DEFAULTS.keySet()) {
			require(number(values, name) >= 0 || name.equals("target-burst-capacity"),
					"%s must not be negative.".formatted(name));
		}
		// As in Knative's own validation.
		require(seconds(values, "window") >= 6 && seconds(values, "window") <= 3600, "window must be from 6s to 1h.");
		require(number(values, "max-scale-up-rate") > 1 && number(values, "max-scale-down-rate") > 1,
				"max-scale-up-rate and max-scale-down-rate must be greater than 1.");
		require(number(values, "max-scale") == 0 || number(values, "min-scale") <= number(values, "max-scale"),
				"min-scale must not exceed max-scale.");
	}

	/**
	 * Returns these settings with some that differ.
	 * @param changes names and values, such as {@code min-scale=1 window=30s}
	 * @return the new settings
	 */
	public ScalingSettings with(String changes) {
		Map<String, String> changed = new TreeMap<>(this.values);
		for (String change : changes.strip().split("\\s+", -1)) {
			String[] parts = change.split("=", 2);
			require(parts.length == 2, "Settings must be like 'min-scale=1 window=30s', not %s.".formatted(changes));
			changed.put(parts[0], parts[1]);
		}
		return new ScalingSettings(changed);
	}

	/**
	 * Returns the settings that have another value than in other settings. Two ways to
	 * write a value, such as {@code 60s} and {@code 1m}, are the same value.
	 * @param others the settings to compare with; those that they do not have are
	 * Knative's defaults
	 * @return names and values of these settings, in the order of the names
	 */
	public SortedMap<String, String> differencesFrom(ScalingSettings others) {
		SortedMap<String, String> differences = new TreeMap<>();
		for (Map.Entry<String, String> each : DEFAULTS.entrySet()) {
			String name = each.getKey();
			if (number(this.values, name) != number(others.values, name)) {
				differences.put(name, this.values.getOrDefault(name, each.getValue()));
			}
		}
		return differences;
	}

	/** Returns the limit of requests in a pod at once; 0 means none. */
	public int containerConcurrency() {
		return (int) number(this.values, "container-concurrency");
	}

	/** Returns the number of pods that never stop. */
	public int minScale() {
		return (int) number(this.values, "min-scale");
	}

	/** Returns the largest number of pods; 0 means no limit. */
	public int maxScale() {
		return (int) number(this.values, "max-scale");
	}

	/** As {@code ResolveMetricTarget} in {@code pkg/reconciler/autoscaling/resources}. */
	double totalInFlight() {
		double target = number(this.values, "target");
		return (containerConcurrency() > 0) ? Math.min(target, containerConcurrency()) : target;
	}

	/** Returns the requests in flight in a pod for which the autoscaler aims. */
	double targetInFlight() {
		return Math.max(0.01, totalInFlight() * (number(this.values, "target-utilization-percentage") / 100));
	}

	int window() {
		return seconds(this.values, "window");
	}

	int panicWindow() {
		return (int) Math.max(1, Math.round(window() * number(this.values, "panic-window-percentage") / 100));
	}

	double panicThreshold() {
		return number(this.values, "panic-threshold-percentage") / 100;
	}

	double maxScaleUpRate() {
		return number(this.values, "max-scale-up-rate");
	}

	double maxScaleDownRate() {
		return number(this.values, "max-scale-down-rate");
	}

	double targetBurstCapacity() {
		return number(this.values, "target-burst-capacity");
	}

	int scaleDownDelay() {
		return seconds(this.values, "scale-down-delay");
	}

	int gracePeriod() {
		return seconds(this.values, "scale-to-zero-grace-period");
	}

	int podRetention() {
		return seconds(this.values, "scale-to-zero-pod-retention-period");
	}

	int activationScale() {
		return (int) number(this.values, "activation-scale");
	}

	private static int seconds(Map<String, String> values, String name) {
		return (int) number(values, name);
	}

	/** Reads a number, or a time such as {@code 30s}, {@code 1m} or {@code 1m30s}. */
	private static double number(Map<String, String> values, String name) {
		String written = values.getOrDefault(name, DEFAULTS.getOrDefault(name, ""));
		try {
			return DEFAULTS.getOrDefault(name, "").endsWith("s") ? Times.seconds(written) : Double.parseDouble(written);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("%s has the value %s, which is not a %s.".formatted(name, written,
					DEFAULTS.getOrDefault(name, "").endsWith("s") ? "time such as 30s or 2m" : "number"), ex);
		}
	}

	private static void require(boolean condition, String message) {
		if (!condition) {
			throw new IllegalArgumentException(message);
		}
	}

}
