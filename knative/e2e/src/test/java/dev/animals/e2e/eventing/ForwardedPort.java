package dev.animals.e2e.eventing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port of a pod that {@code kubectl} forwards to this machine.
 */
final class ForwardedPort implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

	private final String namespace;

	private final String target;

	private final int port;

	private Process forward;

	private URI address;

	/**
	 * Forwards a port.
	 * @param target the pod, or an object that selects one, such as {@code svc/NAME}
	 */
	ForwardedPort(String namespace, String target, int port) throws IOException {
		this.namespace = namespace;
		this.target = target;
		this.port = port;
		forward();
	}

	private void forward() throws IOException {
		// kubectl picks a free port.
		this.forward = new ProcessBuilder("kubectl", "port-forward", "-n", this.namespace, this.target, ":" + this.port)
			.redirectErrorStream(true)
			.start();
		BufferedReader output = this.forward.inputReader();
		String line = output.readLine();
		Matcher local = PORT.matcher(String.valueOf(line));
		if (!local.find()) {
			close();
			throw new IOException("kubectl did not forward a port: " + line);
		}
		this.address = URI.create("http://127.0.0.1:" + local.group(1));
		// Reads all output, because kubectl would block if the pipe was full.
		Thread.ofVirtual().start(() -> output.lines().forEach((more) -> {
		}));
	}

	/**
	 * Returns the address of a path. Forwards again if kubectl has ended, as it does when
	 * a connection to the pod breaks.
	 */
	URI address(String path) {
		if (!this.forward.isAlive()) {
			try {
				forward();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return this.address.resolve(path);
	}

	@Override
	public void close() {
		this.forward.destroy();
	}

}
