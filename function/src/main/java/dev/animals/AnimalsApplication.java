package dev.animals;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.opentelemetry.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration;
import org.springframework.cloud.function.web.mvc.ReactorAutoConfiguration;

/**
 * Starts the service. Two auto-configurations are excluded. The HTTP endpoint of Spring
 * Cloud Function reads bodies as strings, which corrupts photos, and copies request
 * headers into responses; the package {@code http} replaces it. Logs go to the console,
 * not to OpenTelemetry.
 */
@SpringBootApplication(exclude = { ReactorAutoConfiguration.class, OpenTelemetryLoggingAutoConfiguration.class },
		proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class AnimalsApplication {

	public static void main(String[] args) {
		SpringApplication.run(AnimalsApplication.class, args);
	}

}
