package dev.animals.container;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Programs of this machine.
 */
final class Tools {

	private Tools() {
	}

	/**
	 * Looks for programs.
	 * @param path the folders that have them, as in {@code PATH}
	 * @param names the programs'
	 * @return those that are in none of the folders
	 */
	static List<String> missing(String path, String... names) {
		return Stream.of(names)
			.filter((name) -> Stream.of(path.split(":"))
				.noneMatch((folder) -> Files.isExecutable(Path.of(folder, name))))
			.toList();
	}

}
