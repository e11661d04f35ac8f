package dev.animals.objects;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class ObjectSettingsTests {

	private final ApplicationContextRunner service = new ApplicationContextRunner()
		.withUserConfiguration(Settings.class);

	@Test
	void allowNoStoreByDefault() {
		this.service.run((context) -> assertThat(context.getBean(ObjectSettings.class))
			.isEqualTo(new ObjectSettings(List.of(), List.of(), Duration.ofSeconds(5))));
	}

	@Test
	void readListsFromOneVariableEach() {
		this.service
			.withPropertyValues("animals.objects.origins=https://photos.example,http://minio.storage.svc:9000",
					"animals.objects.networks=10.96.0.0/12,fd00::/8", "animals.objects.timeout=2s")
			.run((context) -> assertThat(context.getBean(ObjectSettings.class))
				.isEqualTo(new ObjectSettings(List.of("https://photos.example", "http://minio.storage.svc:9000"),
						List.of("10.96.0.0/12", "fd00::/8"), Duration.ofSeconds(2))));
	}

	@ParameterizedTest
	@CsvSource({ "origins=*, must be origins", "origins=photos.example, must be origins",
			"origins=ftp://photos.example, must be origins", "origins=https://photos.example/bucket, must be origins",
			"origins=https://user@photos.example, must be origins", "networks=10.0.0.0, must be networks",
			"networks=10.0.0.0/33, must be networks", "networks=10.0.0.0/-1, must be networks",
			"networks=cluster/8, must be networks", "networks=10.0.0.0/8/8, must be networks",
			"timeout=0s, must be 1ms or more" })
	void doNotStartWithAnInvalidValue(String setting, String message) {
		this.service.withPropertyValues("animals.objects." + setting)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasStackTraceContaining("animals.objects." + setting.split("=", 2)[0] + " " + message));
	}

	@EnableConfigurationProperties(ObjectSettings.class)
	static class Settings {

	}

}
