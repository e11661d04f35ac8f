package dev.animals.release.command;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.Connection;

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
		Result result = start(input, arguments);
		if (result.status() != 0) {
			throw new CommandException(ExitCode.FAILED, result.errors().strip());
		}
		return result.output();
	}

	/** Runs a command that may fail. */
	Result start(String input, String... arguments) {
		List<String> words = new ArrayList<>(List.of(this.program));
		words.addAll(this.options);
		words.addAll(List.of(arguments));
		try {
			Process process = new ProcessBuilder(words).start();
			CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> text(process.inputReader()));
			CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> text(process.errorReader()));
			try (var stdin = process.getOutputStream()) {
				stdin.write(input.getBytes(StandardCharsets.UTF_8));
			}
			catch (IOException ex) {
				// The command ended without reading all of its input. Its exit status
				// tells whether it failed.
				process.onExit().join();
			}
			return new Result(process.onExit().join().exitValue(), output.join(), errors.join());
		}
		catch (IOException ex) {
			throw new CommandException(ExitCode.USAGE,
					"%s cannot be started. Install it, or add it to PATH.".formatted(this.program));
		}
	}

	private static String text(Reader reader) {
		try (reader) {
			StringWriter text = new StringWriter();
			reader.transferTo(text);
			return text.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The result of a command.
	 *
	 * @param status its exit status
	 * @param output its standard output
	 * @param errors its standard error
	 */
	record Result(int status, String output, String errors) {
	}

}
