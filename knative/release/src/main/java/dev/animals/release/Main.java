package dev.animals.release;

import java.io.PrintWriter;

import dev.animals.release.command.Commands;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Starts the command that the arguments name.
 */
public final class Main {

	private Main() {
	}

	public static void main(String[] arguments) {
		// If DNS does not resolve the service's name, requests go to the gateway and name
		// the service in their Host header.
		System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
		System.exit(
				execute(new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8), arguments));
	}

	/** Runs a command and returns its exit code. */
	public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
		return Commands.of((arguments.length == 0) ? "" : arguments[0]).setOut(out).setErr(err).execute(arguments);
	}

}
