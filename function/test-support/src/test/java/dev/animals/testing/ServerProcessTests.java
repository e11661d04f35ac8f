package dev.animals.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Starts the JDK's own web server, which serves the files of a folder.
 */
class ServerProcessTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@TempDir
	Path folder;

	@Test
	void isReadyWhenReadyzAnswersWith200() throws IOException, InterruptedException {
		Files.writeString(this.folder.resolve("readyz"), "ready");
		try (ServerProcess server = start().awaitReady(TIMEOUT)) {
			assertThat(server.log()).contains("Serving");
			assertThat(server.processorTime()).isPositive();
			server.terminate();
			assertThat(server.awaitExit(TIMEOUT)).isNotZero();
		}
	}

	@Test
	void isNotReadyWhileReadyzAnswersWithAnotherStatus() throws IOException, InterruptedException {
		ServerProcess server = start();
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> server.awaitReady(Duration.ofSeconds(2)))
			.withMessageStartingWith("The server was not ready after 2 s.");
		assertThat(server.awaitExit(Duration.ZERO)).as("the server is closed").isNotZero();
	}

	@Test
	void saysWhereTheOutputOfAServerIsThatEnds() throws IOException {
		Path log = this.folder.resolve("server.log");
		ServerProcess server = ServerProcess.start(new ProcessBuilder(java("--no-such-flag")), 1, log);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> server.awaitReady(TIMEOUT))
			.withMessage("The server ended with status 1. Its output is in %s.", log);
		assertThat(server.log()).contains("no-such-flag");
	}

	private ServerProcess start() throws IOException {
		int port = ServerProcess.freePort();
		List<String> command = java("--module", "jdk.httpserver", "--bind-address", "127.0.0.1", "--port",
				Integer.toString(port), "--directory", this.folder.toString());
		return ServerProcess.start(new ProcessBuilder(command), port, this.folder.resolve("server.log"));
	}

	private static List<String> java(String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(List.of(arguments));
		return command;
	}

}
