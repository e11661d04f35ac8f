package dev.animals.release.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTests {

	private static final Path SHIPPED = Path.of("rollout.yaml");

	@Test
	void readsWhatShips() {
		Settings settings = Settings.read(SHIPPED);
		assertThat(settings.steps()).extracting(Settings.Step::percent).containsExactly(1, 5, 20, 50);
		assertThat(settings.look()).isEqualTo(Duration.ofSeconds(15));
		assertThat(settings.judge().slowerThan()).isEqualTo(Duration.ofMillis(100));
		assertThat(settings.judge().errors().tolerated()).isEqualTo(0.0005);
	}

	@Test
	void refusesWhatItDoesNotKnow(@TempDir Path folder) throws IOException {
		assertThatThrownBy(() -> changed(folder, "look: 15s", "look: 15s\nlooks: 15s")).hasMessageContaining("looks");
	}

	@Test
	void refusesADurationWithoutItsUnit(@TempDir Path folder) throws IOException {
		assertThatThrownBy(() -> changed(folder, "look: 15s", "look: '15'")).hasMessageContaining("no duration");
	}

	@Test
	void refusesStepsThatDoNotRise(@TempDir Path folder) throws IOException {
		assertThatThrownBy(() -> changed(folder, "percent: 5,", "percent: 60,")).hasMessageContaining("steps rise");
	}

	@Test
	void readsAFileOfAnOlderVersion(@TempDir Path folder) throws IOException {
		Settings settings = Settings.read(Files.writeString(folder.resolve("rollout.yaml"),
				Files.readString(SHIPPED).replaceAll("(?m)^(hold|  (tail|groups|slices|dearer)):.*\n", "")));
		assertThat(settings.hold()).isEqualTo(5);
		assertThat(settings.judge().dearer()).isEqualTo(3);
		assertThat(settings.judge().groups().relative()).isEqualTo(0.5);
	}

	private static Settings changed(Path folder, String from, String to) throws IOException {
		return Settings
			.read(Files.writeString(folder.resolve("rollout.yaml"), Files.readString(SHIPPED).replace(from, to)));
	}

}
