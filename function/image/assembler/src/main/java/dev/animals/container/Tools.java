package dev.animals.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Programs that are installed on this machine.
 */
final class Tools {

	private Tools() {
	}

	/**
	 * Finds out which programs are missing.
	 * @param path the folders to search, separated by colons as in {@code PATH}
	 * @param names the names of the programs
	 * @return the names of the programs that are in none of the folders
	 */
	static List<String> missing(String path, String... names) {
		return Stream.of(names)
			.filter((name) -> Stream.of(path.split(":"))
				.noneMatch((folder) -> Files.isExecutable(Path.of(folder, name))))
			.toList();
	}

	/**
	 * Runs a program with this process's input and output.
	 * @param command the program and its arguments
	 * @throws IOException if the program cannot be started
	 * @throws InterruptedException if this thread is interrupted
	 * @throws CannotAssembleException if the program fails
	 */
	static void run(String... command) throws IOException, InterruptedException {
		int status = new ProcessBuilder(command).inheritIO().start().waitFor();
		if (status != 0) {
			throw new CannotAssembleException(
					"This command failed with status %d (see above): %s".formatted(status, String.join(" ", command)));
		}
	}

	/**
	 * Returns the path of a program of the JDK that runs this process.
	 * @param name the name of the program
	 * @return its path
	 */
	static String ofJdk(String name) {
		return Path.of(System.getProperty("java.home"), "bin", name).toString();
	}

}
