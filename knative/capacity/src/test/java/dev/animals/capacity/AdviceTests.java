package dev.animals.capacity;

import java.util.Map;

import dev.animals.capacity.autoscaler.ScalingSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AdviceTests {

	private final ScalingSettings deployed = new ScalingSettings(
			Map.of("max-scale", "3", "min-scale", "0", "scale-down-delay", "30s", "container-concurrency", "16"));

	@Test
	void namesTheAnnotationsThatSetChanged() {
		assertThat(changes("max-scale=30"))
			.isEqualTo("Set these annotations in the overlay:\n  autoscaling.knative.dev/max-scale: \"30\"");
	}

	@Test
	void namesTheChangesOfSetAndOfTheAlternativeTogether() {
		ScalingSettings chosen = Alternatives.to(this.deployed.with("max-scale=30"))
			.stream()
			.filter((each) -> each.name().equals("min-scale=2"))
			.findFirst()
			.orElseThrow()
			.settings();
		assertThat(new Advice(this.deployed).changesTo(chosen)).isEqualTo("Set these annotations in the overlay:\n"
				+ "  autoscaling.knative.dev/max-scale: \"30\"\n  autoscaling.knative.dev/min-scale: \"2\"");
	}

	@Test
	void saysThatNothingHasToChange() {
		assertThat(changes("max-scale=3")).isEqualTo("knative/base has these settings, so nothing has to change.");
	}

	@Test
	void ignoresAnotherSpellingOfTheSameValue() {
		assertThat(changes("scale-down-delay=0m30s window=1m")).endsWith("nothing has to change.");
	}

	@Test
	void saysWhereOptionsAreSetThatAreNoAnnotations() {
		assertThat(changes("container-concurrency=8 scale-to-zero-grace-period=60s")).isEqualTo("""
				Set these options, which are not annotations:
				  containerConcurrency: 8 in spec.template.spec of the Service
				  scale-to-zero-grace-period: "60s" in the ConfigMap config-autoscaler, for all Services""");
	}

	@Test
	void separatesAnnotationsFromOtherOptions() {
		assertThat(changes("max-scale-up-rate=10 window=20s")).isEqualTo("""
				Set these annotations in the overlay:
				  autoscaling.knative.dev/window: "20s"
				Set these options, which are not annotations:
				  max-scale-up-rate: "10" in the ConfigMap config-autoscaler, for all Services""");
	}

	private String changes(String set) {
		return new Advice(this.deployed).changesTo(this.deployed.with(set));
	}

}
