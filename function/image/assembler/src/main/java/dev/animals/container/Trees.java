package dev.animals.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Copies, lists and deletes folders.
 */
final class Trees {

	private Trees() {
	}

	/**
	 * Lists the files of a folder and of the folders below it.
	 * @param root the folder
	 * @return the files, always in the same order
	 * @throws IOException if a folder cannot be read
	 */
	static List<Path> files(Path root) throws IOException {
		try (Stream<Path> files = Files.walk(root)) {
			return files.filter(Files::isRegularFile).sorted().toList();
		}
	}

	/**
	 * Copies the files of a folder, without the folders below it.
	 * @param from the folder
	 * @param to the folder that receives the copies; it is created if it is missing
	 * @param filter says which files to copy
	 * @throws IOException if a file cannot be copied
	 */
	static void copy(Path from, Path to, Predicate<Path> filter) throws IOException {
		Files.createDirectories(to);
		try (Stream<Path> files = Files.list(from)) {
			for (Path file : files.filter(Files::isRegularFile).filter(filter).sorted().toList()) {
				Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
			}
		}
	}

	/**
	 * Sets the modification time of each file.
	 * @param root the folder
	 * @param timeOf chooses the time
	 * @throws IOException if a time cannot be set
	 */
	static void setTimes(Path root, TimeOf timeOf) throws IOException {
		for (Path file : files(root)) {
			Files.setLastModifiedTime(file, timeOf.file(file));
		}
	}

	/**
	 * Deletes a folder with everything in it, if it exists.
	 * @param folder the folder
	 * @throws IOException if something in it cannot be deleted
	 */
	static void delete(Path folder) throws IOException {
		if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
			return;
		}
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

	/** Chooses the modification time of a file. */
	interface TimeOf {

		FileTime file(Path file) throws IOException;

	}

}
