package dev.animals.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;

import static java.time.Clock.systemUTC;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The settings as they are read from {@code application.yaml} and from variables.
 */
class AccessSettingsTests {

	private static final String KEY = "a-key-for-tests-a-key-for-tests-!";

	private static final String[] ISSUER = { "animals.access.issuer=https://issuer.example",
			"animals.access.audience=animals", "animals.access.jwks=https://issuer.example/keys" };

	private final ApplicationContextRunner service = new ApplicationContextRunner()
		.withInitializer(new ConfigDataApplicationContextInitializer())
		.withUserConfiguration(Settings.class);

	@Test
	void everybodyMayCallByDefault() {
		this.service.run((context) -> {
			assertThat(context.getBean(Callers.class).areRestricted()).isFalse();
			assertThat(context.getBean(AccessSettings.class).perMinute()).isEqualTo(600);
		});
	}

	@Test
	void aVariableWithKeysRestrictsCallers() {
		this.service.withPropertyValues("API_KEYS=shop: " + KEY + "\nzoo: " + KEY + "2").run((context) -> {
			assertThat(context.getBean(Callers.class).areRestricted()).isTrue();
			assertThat(context.getBean(AccessSettings.class).toString()).doesNotContain(KEY);
		});
	}

	@Test
	void anIssuerRestrictsCallers() {
		this.service.withPropertyValues(ISSUER)
			.run((context) -> assertThat(context.getBean(Callers.class).areRestricted()).isTrue());
	}

	/** Otherwise an empty Secret would open the service. */
	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "shop: short" })
	void doesNotStartWithoutAValidKey(String keys) {
		assertDoesNotStart("animals.access.keys (API_KEYS)", "API_KEYS=" + keys);
	}

	@ParameterizedTest
	@ValueSource(strings = { "issuer", "audience", "jwks" })
	void doesNotStartIfASettingOfTheIssuerIsBlank(String setting) {
		this.service.withPropertyValues(ISSUER)
			.withPropertyValues("animals.access." + setting + "=")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("animals.access."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://issuer.example/keys", "http://localhost.example/keys", "file:///etc/passwd",
			"ftp://issuer.example", "http://localhost:80@issuer.example/keys", "https:///keys" })
	void doesNotStartIfKeysOfTheIssuerAreNotFetchedByHttps(String address) {
		this.service.withPropertyValues(ISSUER)
			.withPropertyValues("animals.access.jwks=" + address)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("animals.access.jwks must begin with https://"));
	}

	@Test
	void doesNotStartWithANegativeLimit() {
		assertDoesNotStart("animals.access.per-minute must be 0 or more", "animals.access.per-minute=-1");
	}

	private void assertDoesNotStart(String reason, String setting) {
		this.service.withPropertyValues(setting)
			.run((context) -> assertThat(context).hasFailed().getFailure().rootCause().hasMessageContaining(reason));
	}

	@EnableConfigurationProperties(AccessSettings.class)
	static class Settings {

		@Bean
		MeterRegistry registry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		Callers callers(AccessSettings settings, MeterRegistry registry) {
			return new Callers(settings, systemUTC(), registry);
		}

	}

}
