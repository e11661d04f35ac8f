package dev.animals.release;

import java.io.PrintWriter;

import picocli.CommandLine;

import dev.animals.release.command.Commands;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Starts the command that the arguments name.
 */
public final class Main {

	private Main() {
	}

	public static void main(String[] arguments) {
		// Where no DNS knows the service, requests name it in their header.
		System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
		System.exit(commandLine(new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8))
			.execute(arguments));
	}

	/** Returns all commands. */
	public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
		return Commands.all().setOut(out).setErr(err);
	}

}
