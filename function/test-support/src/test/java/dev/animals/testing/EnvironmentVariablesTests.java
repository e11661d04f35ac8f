package dev.animals.testing;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EnvironmentVariablesTests {

	private final EnvironmentVariables variables = new EnvironmentVariables(
			Map.of("RATE", " 5 ", "URL", "", "USERS", " "));

	@Test
	void returnsAValueWithoutTheWhiteSpaceAroundIt() {
		assertThat(this.variables.get("RATE", "1")).isEqualTo("5");
		assertThat(this.variables.required("RATE", "make load-test")).isEqualTo("5");
	}

	@Test
	void treatsAnEmptyVariableAsNotSet() {
		assertThat(this.variables.find("URL")).isEmpty();
		assertThat(this.variables.get("USERS", "1")).isEqualTo("1");
		assertThat(this.variables.get("DURATION", "3m")).isEqualTo("3m");
	}

	@Test
	void saysHowToSetAVariableThatIsRequired() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.variables.required("URL", "make e2e"))
			.withMessage("URL is not set. Start make e2e URL=…");
	}

}
