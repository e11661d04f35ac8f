package dev.animals.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.animals.capacity.autoscaler.ScalingSettings;

/**
 * Says how to get from the settings of {@code knative/base} to chosen ones.
 *
 * @param deployed the settings of {@code knative/base}, without those of {@code SET}
 */
record Advice(ScalingSettings deployed) {

	/** Options that Knative has only for the whole cluster. */
	private static final String CONFIG_MAP = "in the ConfigMap config-autoscaler, for all Services";

	/** The settings that are no annotations: where they are set, with Knative's name. */
	private static final Map<String, String> ELSEWHERE = Map.of("container-concurrency",
			"containerConcurrency: %s in spec.template.spec of the Service", "max-scale-up-rate",
			"max-scale-up-rate: \"%s\" " + CONFIG_MAP, "max-scale-down-rate",
			"max-scale-down-rate: \"%s\" " + CONFIG_MAP, "scale-to-zero-grace-period",
			"scale-to-zero-grace-period: \"%s\" " + CONFIG_MAP);

	/**
	 * Returns the changes that settings need.
	 * @param chosen the settings
	 * @return sentences, with a line for each change
	 */
	String changesTo(ScalingSettings chosen) {
		List<String> annotations = new ArrayList<>();
		List<String> others = new ArrayList<>();
		chosen.differencesFrom(this.deployed).forEach((name, value) -> {
			Optional<String> elsewhere = Optional.ofNullable(ELSEWHERE.get(name));
			elsewhere.ifPresentOrElse((line) -> others.add("\n  " + line.formatted(value)),
					() -> annotations.add("\n  autoscaling.knative.dev/%s: \"%s\"".formatted(name, value)));
		});
		if (annotations.isEmpty() && others.isEmpty()) {
			return "knative/base has these settings, so nothing has to change.";
		}
		List<String> sentences = new ArrayList<>();
		if (!annotations.isEmpty()) {
			sentences.add("Set these annotations in the overlay:" + String.join("", annotations));
		}
		if (!others.isEmpty()) {
			sentences.add("Set these options, which are not annotations:" + String.join("", others));
		}
		return String.join("\n", sentences);
	}

}
