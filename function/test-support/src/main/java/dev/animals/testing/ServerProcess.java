package dev.animals.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A server in a separate process on this machine. It answers {@code GET /readyz} with
 * status 200 when it is ready.
 */
public final class ServerProcess implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	/**
	 * The longest time to wait for the end. Java may write an ahead-of-time cache before
	 * it ends.
	 */
	private static final Duration SHUTDOWN = Duration.ofMinutes(3);

	private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

	private final Process process;

	private final int port;

	private final Path log;

	private ServerProcess(Process process, int port, Path log) {
		this.process = process;
		this.port = port;
		this.log = log;
	}

	/**
	 * Starts a server. The process also ends when this Java process does.
	 * @param command the command and its environment
	 * @param port the port on which the command makes the server listen
	 * @param log the file that receives everything that the process prints
	 * @return the server, which may not be ready yet
	 * @throws IOException if the process cannot be started
	 */
	public static ServerProcess start(ProcessBuilder command, int port, Path log) throws IOException {
		Process process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
		return new ServerProcess(process, port, log);
	}

	/**
	 * Finds a port that no process listens on.
	 * @return the port; another process may take it at any time
	 */
	public static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until the server is ready, and closes it if it does not become ready.
	 * @param timeout the longest time to wait
	 * @return this server
	 * @throws IllegalStateException if the process ends, if the time runs out, or if this
	 * thread is interrupted
	 */
	public ServerProcess awaitReady(Duration timeout) {
		try {
			long start = System.nanoTime();
			while (!isReady()) {
				if (!this.process.isAlive()) {
					throw new IllegalStateException("The server ended with status %d. Its output is in %s."
						.formatted(this.process.exitValue(), this.log));
				}
				if (System.nanoTime() - start > timeout.toNanos()) {
					throw new IllegalStateException("The server was not ready after %d s. Its output is in %s."
						.formatted(timeout.toSeconds(), this.log));
				}
				LockSupport.parkNanos(POLL_INTERVAL.toNanos());
			}
			return this;
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	private boolean isReady() {
		try {
			HttpRequest request = HttpRequest.newBuilder(address("/readyz")).timeout(Duration.ofSeconds(5)).build();
			return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns the address of a path on this server.
	 * @param path the path, which starts with a slash
	 * @return an HTTP address on the loopback interface
	 */
	public URI address(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

	/**
	 * Returns the port on which the server listens.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Returns the memory of the process; Linux only.
	 * @return the memory, read anew at each call of its methods
	 */
	public ProcessMemory memory() {
		return new ProcessMemory(this.process.pid());
	}

	/**
	 * Returns the processor time that the process has used. It is less noisy than elapsed
	 * time.
	 * @return user and system time since the process started
	 */
	public Duration processorTime() {
		return this.process.info().totalCpuDuration().orElseThrow();
	}

	/**
	 * Reads everything that the process has printed so far.
	 * @return standard output and standard error
	 * @throws IOException if the log cannot be read
	 */
	public String log() throws IOException {
		return Files.readString(this.log);
	}

	/** Asks the process to end, as Kubernetes does, and returns at once. */
	public void terminate() {
		this.process.destroy();
	}

	/**
	 * Waits until the process ends by itself or after {@link #terminate()}.
	 * @param timeout the longest time to wait
	 * @return the exit status
	 * @throws InterruptedException if this thread is interrupted
	 * @throws IllegalStateException if the process is still running afterwards
	 */
	public int awaitExit(Duration timeout) throws InterruptedException {
		if (!this.process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
			throw new IllegalStateException("The server is still running after %s.".formatted(timeout));
		}
		return this.process.exitValue();
	}

	/**
	 * Terminates the process and waits; kills it if it takes longer than three minutes.
	 */
	@Override
	public void close() {
		terminate();
		try {
			if (!this.process.waitFor(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
