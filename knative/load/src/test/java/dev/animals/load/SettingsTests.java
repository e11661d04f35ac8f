package dev.animals.load;

import java.time.Duration;
import java.util.Map;

import dev.animals.photos.InvalidPhotosException;
import dev.animals.testing.EnvironmentVariables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SettingsTests {

	@Test
	void sendsHalfOfTheSaturatingRateToThisMachineByDefault() {
		Settings settings = from(Map.of("URL", "", "RATE", ""));
		assertThat(settings.profile()).isEqualTo(Profile.STEADY);
		assertThat(settings.photos()).hasSize(12);
		assertThat(settings.url()).hasToString("http://127.0.0.1:80");
		assertThat(settings.host()).isEqualTo("animals.animals-local.127.0.0.1.sslip.io");
		assertThat(settings.stages())
			.containsExactly(new Stage(Stage.Unit.REQUESTS_PER_SECOND, 20, Duration.ofMinutes(3)));
	}

	@Test
	void connectsToTheIngressAndNamesTheHost() {
		Settings settings = from(Map.of("NAMESPACE", "animals-dev", "INGRESS", "127.0.0.1:31080"));
		assertThat(settings.url()).hasToString("http://127.0.0.1:31080");
		assertThat(settings.host()).isEqualTo("animals.animals-dev.127.0.0.1.sslip.io");
	}

	@Test
	void sendsLoadToAnotherMachineOnlyIfAUrlNamesIt() {
		assertThat(from(Map.of("URL", "https://animals.example.com")).url()).hasToString("https://animals.example.com");
		assertRejected(Map.of("INGRESS", "192.0.2.1:80"), "another machine");
	}

	@Test
	void doublesTheUsersInTheSaturationProfile() {
		assertThat(from(Map.of("PROFILE", "saturation", "DURATION", "1m")).stages()).hasSize(6)
			.allSatisfy((stage) -> assertThat(stage.duration()).isEqualTo(Duration.ofSeconds(10)))
			.extracting(Stage::amount)
			.containsExactly(1.0, 2.0, 4.0, 8.0, 16.0, 32.0);
	}

	@ParameterizedTest
	@CsvSource({ "PROFILE, flood, PROFILE must be one of", "DURATION, soon, DURATION must be like",
			"DURATION, 5h, DURATION must be from", "RATE, 0, Each stage", "RATE, 1001, Each stage",
			"RATE, NaN, RATE must be a number", "RATE, much, RATE must be a number",
			"USERS, 1.5, USERS must be a whole number", "URL, ftp://animals, URL must be like",
			"URL, http://animals/v1, URL must be like" })
	void saysWhichSettingIsWrong(String name, String value, String message) {
		assertRejected(Map.of(name, value), message);
	}

	@Test
	void rejectsAFolderThatDoesNotExist() {
		assertThatExceptionOfType(InvalidPhotosException.class).isThrownBy(() -> from(Map.of("PHOTOS", "nowhere")))
			.withMessage("PHOTOS must name a folder, and nowhere is not one.");
	}

	@Test
	void boundsTheNumberOfRequests() {
		assertRejected(Map.of("RATE", "1000", "DURATION", "20m"), "more than 1000000 requests");
	}

	@Test
	void rejectsBothRateAndUsers() {
		assertRejected(Map.of("RATE", "1", "USERS", "1"), "not both");
	}

	private static Settings from(Map<String, String> environment) {
		return Settings.from(new EnvironmentVariables(environment), () -> 40);
	}

	private static void assertRejected(Map<String, String> environment, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> from(environment)).withMessageContaining(message);
	}

}
