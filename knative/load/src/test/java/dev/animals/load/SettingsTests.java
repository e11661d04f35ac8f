package dev.animals.load;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SettingsTests {

	@Test
	void sendsHalfOfWhatSaturatesToThisMachine() {
		Settings settings = from(Map.of("URL", "", "RATE", ""));
		assertThat(settings.profile()).isEqualTo(Profile.STEADY);
		assertThat(settings.url()).hasToString("http://127.0.0.1:80");
		assertThat(settings.host()).isEqualTo("animals.animals-local.127.0.0.1.sslip.io");
		assertThat(settings.stages())
			.containsExactly(new Stage(Stage.Unit.REQUESTS_PER_SECOND, 20, Duration.ofMinutes(3)));
	}

	@Test
	void connectsToTheIngressByTheHostsName() {
		Settings settings = from(Map.of("NAMESPACE", "animals-dev", "INGRESS", "127.0.0.1:31080"));
		assertThat(settings.url()).hasToString("http://127.0.0.1:31080");
		assertThat(settings.host()).isEqualTo("animals.animals-dev.127.0.0.1.sslip.io");
	}

	@Test
	void goesElsewhereOnlyByUrl() {
		assertThat(from(Map.of("URL", "https://animals.example.com")).url()).hasToString("https://animals.example.com");
		assertRefused(Map.of("INGRESS", "192.0.2.1:80"), "another machine");
	}

	@Test
	void doublesTheUsersUntilItSaturates() {
		assertThat(from(Map.of("PROFILE", "saturation", "DURATION", "1m")).stages()).hasSize(6)
			.allSatisfy((stage) -> assertThat(stage.duration()).isEqualTo(Duration.ofSeconds(10)))
			.extracting(Stage::amount)
			.containsExactly(1.0, 2.0, 4.0, 8.0, 16.0, 32.0);
	}

	@ParameterizedTest
	@CsvSource({ "PROFILE, flood, PROFILE is one of", "DURATION, soon, DURATION is like",
			"DURATION, 5h, DURATION is from", "RATE, 0, Each stage", "RATE, 1001, Each stage",
			"RATE, NaN, RATE is a number", "RATE, much, RATE is a number", "USERS, 1.5, USERS is a whole number",
			"URL, ftp://animals, URL must be like", "URL, http://animals/v1, URL must be like",
			"PHOTOS, nowhere, table" })
	void saysWhatIsWrong(String name, String value, String sentence) {
		assertRefused(Map.of(name, value), sentence);
	}

	@Test
	void boundsTheCount() {
		assertRefused(Map.of("RATE", "1000", "DURATION", "20m"), "more than 1000000 requests");
	}

	@Test
	void takesOneMeasureOfLoad() {
		assertRefused(Map.of("RATE", "1", "USERS", "1"), "not both");
	}

	private static Settings from(Map<String, String> environment) {
		return Settings.from(environment, () -> 40);
	}

	private static void assertRefused(Map<String, String> environment, String sentence) {
		assertThatIllegalArgumentException().isThrownBy(() -> from(environment)).withMessageContaining(sentence);
	}

}
