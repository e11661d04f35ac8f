package dev.animals.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.animals.testing.ServerProcess;

/**
 * Starts the servers that are measured.
 */
final class Servers {

	private static final Duration START = Duration.ofMinutes(2);

	private static final Path LOGS = Path.of("function/benchmark/target/logs");

	/**
	 * The executable jar, because {@code make run} starts it. Spring Boot could extract
	 * it to a folder that starts faster, but starts are not measured here.
	 */
	private static final String JAR = "function/target/function-exec.jar";

	private Servers() {
	}

	/**
	 * Starts this service as {@code make run} does, and waits until it is ready.
	 * @param core the processor core to run on; empty for all
	 * @param flags more JVM flags; a later flag replaces an earlier one
	 * @param environment more environment variables
	 * @return the service
	 */
	static ServerProcess service(String core, List<String> flags, Map<String, String> environment) {
		int port = ServerProcess.freePort();
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
						"--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-Xmx512m"));
		command.addAll(flags);
		command.addAll(List.of("-jar", JAR, "--server.port=" + port,
				"--management.server.port=" + ServerProcess.freePort(), "--animals.model.directory=" + Inputs.MODEL));
		return start("service", core, command, environment, port);
	}

	/**
	 * Starts a server and waits until it is ready.
	 * @param name the name of its log, without an extension
	 * @param core the processor core to run on; empty for all
	 * @param command the command
	 * @param environment more environment variables
	 * @param port the port on which the command makes the server listen
	 * @return the server
	 */
	static ServerProcess start(String name, String core, List<String> command, Map<String, String> environment,
			int port) {
		List<String> pinned = new ArrayList<>(core.isEmpty() ? List.of() : List.of("taskset", "-c", core));
		pinned.addAll(command);
		ProcessBuilder builder = new ProcessBuilder(pinned);
		builder.environment().putAll(environment);
		try {
			Files.createDirectories(LOGS);
			return ServerProcess.start(builder, port, LOGS.resolve(name + ".log")).awaitReady(START);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the resident memory of a server.
	 * @param server the server
	 * @return the memory in MiB
	 */
	static long residentMebibytes(ServerProcess server) {
		return server.memory().resident() >> 20;
	}

}
