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

/**
 * Starts {@code kubectl}, or another program that takes the same arguments.
 *
 * @param program the program
 */
record Kubectl(String program) {

	Kubectl() {
		this("kubectl");
	}

	/**
	 * Runs a command that must succeed.
	 * @param input what it reads
	 * @param arguments its arguments
	 * @return what it wrote
	 * @throws CommandException with its errors if it failed
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
		words.addAll(List.of(arguments));
		try {
			Process process = new ProcessBuilder(words).start();
			CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> text(process.inputReader()));
			CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> text(process.errorReader()));
			try (var stdin = process.getOutputStream()) {
				stdin.write(input.getBytes(StandardCharsets.UTF_8));
			}
			catch (IOException ex) {
				// It ended without reading everything; its status says why.
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
	 * How a command ended.
	 *
	 * @param status its exit status
	 * @param output its standard output
	 * @param errors its standard error
	 */
	record Result(int status, String output, String errors) {
	}

}
