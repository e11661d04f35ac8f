package dev.animals.release;

import java.io.PrintWriter;

import picocli.CommandLine;

import dev.animals.release.command.Commands;

/**
 * Starts the command that the arguments name.
 */
public final class Main {

	private Main() {
	}

	public static void main(String[] arguments) {
		// Where no DNS knows the service, requests name it in their header.
		System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
		System
			.exit(commandLine(new PrintWriter(System.out, true), new PrintWriter(System.err, true)).execute(arguments));
	}

	/** Returns all commands. */
	public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
		return Commands.all().setOut(out).setErr(err);
	}

}
