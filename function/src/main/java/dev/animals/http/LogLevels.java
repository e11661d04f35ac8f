package dev.animals.http;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.logging.LoggersEndpoint;
import org.springframework.boot.actuate.logging.LoggersEndpoint.GroupLoggerLevelsDescriptor;
import org.springframework.boot.actuate.logging.LoggersEndpoint.SingleLoggerLevelsDescriptor;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerGroups;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Reads and changes log levels. The endpoint of Spring Boot would fail if a request
 * removes the level of the root logger, which always needs one. This class repeats the
 * annotation for reflection, because Spring's ahead-of-time processing does not inherit
 * it.
 */
@Endpoint(id = "loggers")
@RegisterReflectionForBinding({ GroupLoggerLevelsDescriptor.class, SingleLoggerLevelsDescriptor.class })
class LogLevels extends LoggersEndpoint {

	LogLevels(LoggingSystem system, LoggerGroups groups) {
		super(system, groups);
	}

	@Override
	@WriteOperation
	public void configureLogLevel(@Selector String name, @Nullable LogLevel configuredLevel) {
		if (configuredLevel == null && name.equalsIgnoreCase(LoggingSystem.ROOT_LOGGER_NAME)) {
			throw new InvalidEndpointRequestException("The root logger needs a level",
					"The root logger needs a level. Send one as configuredLevel.");
		}
		super.configureLogLevel(name, configuredLevel);
	}

}
