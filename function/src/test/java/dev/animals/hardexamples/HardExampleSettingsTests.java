package dev.animals.hardexamples;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class HardExampleSettingsTests {

	private final ApplicationContextRunner service = new ApplicationContextRunner()
		.withInitializer(new ConfigDataApplicationContextInitializer())
		.withUserConfiguration(Settings.class);

	@Test
	void sendsNothingByDefault() {
		this.service.run((context) -> assertThat(context.getBean(HardExampleSettings.class))
			.isEqualTo(new HardExampleSettings(0, 0.5, DataSize.ofMegabytes(16), null)));
	}

	@Test
	void readsTheAddressFromTheVariableOfASinkBinding() {
		this.service.withPropertyValues("K_SINK=http://broker-ingress.knative-eventing.svc.cluster.local/zoo/animals")
			.run((context) -> assertThat(context.getBean(HardExampleSettings.class).sink())
				.isEqualTo(URI.create("http://broker-ingress.knative-eventing.svc.cluster.local/zoo/animals")));
	}

	@ParameterizedTest
	@CsvSource({ "per-minute=-1, must be 0 or more", "below=1.1, from 0 to 1", "below=-0.1, from 0 to 1",
			"below=NaN, from 0 to 1", "queue=0, 1B or more", "sink=ftp://example.com, must begin with http://" })
	void doesNotStartWithAnInvalidValue(String setting, String message) {
		this.service.withPropertyValues("animals.hard-examples." + setting)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining(message)
				.hasMessageContaining("animals.hard-examples."));
	}

	@EnableConfigurationProperties(HardExampleSettings.class)
	static class Settings {

	}

}
