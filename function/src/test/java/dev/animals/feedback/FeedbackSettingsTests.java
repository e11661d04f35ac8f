package dev.animals.feedback;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The settings as they are read from {@code application.yaml} and from variables.
 */
class FeedbackSettingsTests {

	private static final String KEY = "a-key-for-tests-a-key-for-tests-!";

	private final ApplicationContextRunner service = new ApplicationContextRunner()
		.withInitializer(new ConfigDataApplicationContextInitializer())
		.withUserConfiguration(Settings.class);

	@Test
	void noKeyIsNeededOutsideKnative() {
		this.service.run((context) -> assertThat(context.getBean(FeedbackSettings.class))
			.isEqualTo(new FeedbackSettings(null, null, Duration.ofDays(30), Duration.ofDays(7), 0, "")));
	}

	@Test
	void readsTheKeysFromTheirVariables() {
		this.service
			.withPropertyValues("FEEDBACK_KEY=" + KEY, "FEEDBACK_KEY_PREVIOUS=" + KEY + "2", "K_SERVICE=animals")
			.run((context) -> {
				FeedbackSettings settings = context.getBean(FeedbackSettings.class);
				assertThat(settings.key()).isEqualTo(KEY);
				assertThat(settings.previousKey()).isEqualTo(KEY + "2");
			});
	}

	@Test
	void readsTheChanceOfARequestForFeedback() {
		this.service.withPropertyValues("animals.feedback.ask-one-in=20")
			.run((context) -> assertThat(context.getBean(FeedbackSettings.class).askOneIn()).isEqualTo(20));
	}

	@Test
	void doesNotStartOnKnativeWithoutAKey() {
		assertDoesNotStart("FEEDBACK_KEY) is not set, but Knative runs this process", "K_SERVICE=animals");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   ", "                                        ", "short" })
	void doesNotStartWithABlankOrShortKey(String key) {
		assertDoesNotStart("animals.feedback.key must have at least 32 characters", "FEEDBACK_KEY=" + key);
		assertDoesNotStart("animals.feedback.previous-key must have at least 32 characters",
				"FEEDBACK_KEY_PREVIOUS=" + key);
	}

	private void assertDoesNotStart(String reason, String... variables) {
		this.service.withPropertyValues(variables)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining(reason)
				.hasMessageNotContaining(KEY));
	}

	@EnableConfigurationProperties(FeedbackSettings.class)
	static class Settings {

	}

}
