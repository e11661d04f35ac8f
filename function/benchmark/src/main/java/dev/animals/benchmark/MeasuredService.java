package dev.animals.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import dev.animals.AnimalsApplication;

/**
 * The whole service in this process, configured as in production.
 */
final class MeasuredService implements AutoCloseable {

	/** An id for events and predictions. */
	static final String ID = "00000000-0000-0000-0000-000000000000";

	private final ConfigurableApplicationContext context;

	/** Starts the service on free ports. */
	MeasuredService() {
		discardOutput();
		this.context = SpringApplication.run(AnimalsApplication.class, "--server.port=0", "--management.server.port=0",
				"--animals.model.directory=" + Inputs.MODEL);
	}

	/**
	 * Discards the service's log lines, so that only the table is printed. The lines are
	 * still formatted as in production.
	 */
	private static void discardOutput() {
		try {
			System.setOut(new PrintStream("/dev/null", StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
