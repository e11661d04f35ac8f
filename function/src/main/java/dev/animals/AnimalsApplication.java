package dev.animals;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.opentelemetry.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration;
import org.springframework.cloud.function.web.mvc.ReactorAutoConfiguration;

/**
 * Starts the service. The framework's own HTTP endpoint stays out: it reads bodies as
 * strings, which breaks pictures, and copies request headers into responses; {@code http}
 * is in its place. Logs are lines on the console, not OpenTelemetry's.
 */
@SpringBootApplication(exclude = { ReactorAutoConfiguration.class, OpenTelemetryLoggingAutoConfiguration.class },
		proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class AnimalsApplication {

	public static void main(String[] args) {
		SpringApplication.run(AnimalsApplication.class, args);
	}

}
