package dev.animals.container;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The service's jar and the jars that it needs, as Maven resolved them.
 *
 * @param files the paths of all jars
 */
record Libraries(List<Path> files) {

	/** The start of the file name of the service's own jar. */
	static final String SERVICE = "function.";

	/** The start of the file name of DJL's archive with libtorch. */
	static final String LIBTORCH = "pytorch-native-cpu-";

	/** The start of the file name of DJL's archive with its binding to libtorch. */
	static final String LIBTORCH_BINDING = "pytorch-jni-";

	/** The start of the file name of Java Native Access. */
	static final String JNA = "jna-";

	/**
	 * Reads the class path that Maven wrote.
	 * @param file the file that {@code dependency:build-classpath} wrote
	 * @return the libraries
	 * @throws IOException if the file cannot be read
	 */
	static Libraries read(Path file) throws IOException {
		return new Libraries(Stream.of(Files.readString(file).split(File.pathSeparator)).map(Path::of).toList());
	}

	/**
	 * Finds the one library whose file name has the given start.
	 * @param start the start of the file name
	 * @return the library's path
	 * @throws IllegalStateException if there is none, or more than one
	 */
	Path only(String start) {
		List<Path> found = this.files.stream().filter((file) -> name(file).startsWith(start)).toList();
		if (found.size() != 1) {
			throw new IllegalStateException(
					"Expected one library whose name starts with %s, found %s.".formatted(start, found));
		}
		return found.getFirst();
	}

	/**
	 * Lists the libraries that go into the image unchanged: all but the service itself
	 * and those whose native parts are unpacked.
	 * @return their paths
	 */
	List<Path> unchanged() {
		return this.files.stream()
			.filter((file) -> Stream.of(SERVICE, LIBTORCH, LIBTORCH_BINDING, JNA).noneMatch(name(file)::startsWith))
			.toList();
	}

	static String name(Path file) {
		return String.valueOf(file.getFileName());
	}

}
