package dev.animals.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DriftRulesTests {

	private static final Path MONITORING = Path.of("../../monitoring");

	@Test
	void theCommittedRulesHaveTheFormulas() throws IOException {
		assertThatHasTheFormulas("rules/drift.yaml", DriftRules.rules());
	}

	@Test
	void theCommittedAlertsHaveTheFormulas() throws IOException {
		assertThatHasTheFormulas("alerts/drift.yaml", DriftRules.alerts());
	}

	@Test
	void aChangedFormulaIsNoticed() throws IOException {
		String file = Files.readString(MONITORING.resolve("rules/drift.yaml"));
		String changed = file.replace("clamp_min(model:animals_drift:noise_floor{distribution!=\"groups\"}, 0.25)",
				"clamp_min(model:animals_drift:noise_floor{distribution!=\"groups\"}, 0.3)");
		assertThat(changed).isNotEqualTo(file);
		assertThat(DriftRules.in(changed, DriftRules.rules())).isEqualTo(file);
	}

	private static void assertThatHasTheFormulas(String name, List<GeneratedRule> rules) throws IOException {
		String file = Files.readString(MONITORING.resolve(name));
		assertThat(file).as("monitoring/%s, which make drift-rules writes", name).isEqualTo(DriftRules.in(file, rules));
	}

}
