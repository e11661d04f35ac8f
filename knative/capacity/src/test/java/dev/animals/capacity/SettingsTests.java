package dev.animals.capacity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import dev.animals.testing.EnvironmentVariables;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class SettingsTests {

	private static final Path BASE = Path.of("../base/service.yaml");

	@Test
	void simulatesTheExamplesByDefault() throws IOException {
		Settings settings = read(Map.of());
		assertThat(settings.traffic()).extracting((traffic) -> traffic.name()).containsExactly("day", "spike");
		assertThat(settings.goalSeconds()).isOne();
		assertThat(settings.work().meanSeconds()).isEqualTo(0.029);
		assertThat(settings.pod().startSeconds()).isEqualTo(2.4);
	}

	@Test
	void multipliesTheTraffic() throws IOException {
		double one = read(Map.of()).traffic().getFirst().total();
		assertThat(read(Map.of("TIMES", "10")).traffic().getFirst().total()).isCloseTo(10 * one, within(1e-3));
	}

	@Test
	void changesSettingsOfTheBase() throws IOException {
		assertThat(read(Map.of("SET", "max-scale=30")).base().maxScale()).isEqualTo(30);
		assertThat(read(Map.of("SET", "max-scale=30")).base().containerConcurrency()).isEqualTo(16);
	}

	@Test
	void keepsTheDeployedSettings() throws IOException {
		assertThat(read(Map.of("SET", "max-scale=30")).deployed()).isEqualTo(BaseSettings.read(BASE));
	}

	@Test
	void saysWhichSettingIsNotANumber() {
		assertThatIllegalArgumentException().isThrownBy(() -> read(Map.of("PRICE", "cheap")))
			.withMessage("PRICE must be a number, not cheap.");
	}

	private static Settings read(Map<String, String> variables) throws IOException {
		return Settings.from(new EnvironmentVariables(variables), BASE);
	}

}
