package dev.animals.release.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.Connection;
import dev.animals.release.process.Program;

/**
 * Starts {@code kubectl}, or another program that takes the same arguments.
 *
 * @param program the program
 * @param options options of every command
 */
record Kubectl(String program, List<String> options) {

	/**
	 * Returns {@code kubectl} for the same cluster as a connection, even if somebody
	 * switches the current context meanwhile.
	 */
	static Kubectl of(Connection connection) {
		return new Kubectl("kubectl",
				connection.isInCluster() ? List.of() : List.of("--context=" + connection.context()));
	}

	/**
	 * Runs a command that must succeed.
	 * @param input the standard input of the command
	 * @param arguments the arguments of the command
	 * @return its standard output
	 * @throws CommandException if it failed; the message contains its errors
	 */
	String run(String input, String... arguments) {
		Program.Result result = start(input, arguments);
		if (result.status() != 0) {
			throw new CommandException(ExitCode.FAILED, result.errors().strip());
		}
		return result.output();
	}

	/** Runs a command that may fail. */
	Program.Result start(String input, String... arguments) {
		List<String> words = new ArrayList<>(List.of(this.program));
		words.addAll(this.options);
		words.addAll(List.of(arguments));
		try {
			return Program.run(words, input);
		}
		catch (IOException ex) {
			throw new CommandException(ExitCode.USAGE,
					"%s cannot be started. Install it, or add it to PATH.".formatted(this.program));
		}
	}

}
