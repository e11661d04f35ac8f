package dev.animals.benchmark;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.animals.testing.ProcessMemory;

/**
 * A server in a process of its own on this machine, ended when closed.
 */
final class LocalServer implements Closeable {

	private static final Duration START = Duration.ofSeconds(60);

	private static final Path LOGS = Path.of("target/bench/logs");

	private final Process process;

	private final int port;

	private LocalServer(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Starts this service as {@code make run} does.
	 * @param cores which to run on, as taskset takes them; empty for all
	 * @param flags of the JVM, besides those that it needs
	 * @param environment in addition to this process's
	 * @return the service, ready
	 */
	static LocalServer service(String cores, List<String> flags, Map<String, String> environment) {
		int port = freePort();
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
						"--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-Xmx512m"));
		command.addAll(flags);
		command.addAll(List.of("-cp", classPath(), "dev.animals.AnimalsApplication", "--server.port=" + port,
				"--management.server.port=" + freePort(), "--animals.model.directory=" + Inputs.MODEL));
		return start("service", cores, command, environment, port);
	}

	/** What the service runs with, without the libraries of the tests. */
	private static String classPath() {
		Path file = Path.of("target/bench/classpath");
		try {
			return "target/classes:" + Files.readString(file).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("mvn dependency:build-classpath writes " + file, ex);
		}
	}

	/**
	 * Starts a server.
	 * @param name its log's
	 * @param cores which to run on, as taskset takes them; empty for all
	 * @param command what starts it
	 * @param environment in addition to this process's
	 * @param port where it will answer {@code GET /readyz}
	 * @return the server, ready
	 */
	static LocalServer start(String name, String cores, List<String> command, Map<String, String> environment,
			int port) {
		List<String> pinned = new ArrayList<>(cores.isEmpty() ? List.of() : List.of("taskset", "-c", cores));
		pinned.addAll(command);
		try {
			Files.createDirectories(LOGS);
			ProcessBuilder builder = new ProcessBuilder(pinned).redirectErrorStream(true)
				.redirectOutput(LOGS.resolve(name + ".log").toFile());
			builder.environment().putAll(environment);
			LocalServer server = new LocalServer(builder.start(), port);
			// Also when this process is interrupted.
			Runtime.getRuntime().addShutdownHook(new Thread(server.process::destroy));
			server.awaitReady(name);
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void awaitReady(String name) {
		long deadline = System.nanoTime() + START.toNanos();
		while (!isReady()) {
			if (!this.process.isAlive() || System.nanoTime() > deadline) {
				close();
				throw new IllegalStateException(name + " did not start, see " + LOGS);
			}
			sleep(Duration.ofMillis(200));
		}
	}

	private boolean isReady() {
		try {
			URI address = URI.create("http://127.0.0.1:" + this.port + "/readyz");
			HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
			connection.setConnectTimeout(1_000);
			connection.setReadTimeout(1_000);
			try {
				return connection.getResponseCode() == 200;
			}
			finally {
				connection.disconnect();
			}
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static void sleep(Duration time) {
		try {
			Thread.sleep(time);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	int port() {
		return this.port;
	}

	/**
	 * Processor time that the process has taken: less noisy than the time that passes.
	 * @return user and system time since its start
	 */
	Duration processorTime() {
		return this.process.info().totalCpuDuration().orElseThrow();
	}

	/**
	 * Memory of the process that is in RAM.
	 * @return in MiB
	 */
	long residentMebibytes() {
		return new ProcessMemory(this.process.pid()).resident() >> 20;
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
