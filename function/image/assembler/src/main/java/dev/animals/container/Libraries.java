package dev.animals.container;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The service's jar and the jars that it needs, as Maven resolved them.
 *
 * @param files the paths of all jars
 */
record Libraries(List<Path> files) {

	/** The artifact of the service itself. */
	static final String SERVICE = "function";

	/** The artifact of Java Native Access. */
	static final String JNA = "jna";

	/**
	 * Reads the class path that Maven wrote.
	 * @param file the file that {@code dependency:build-classpath} wrote
	 * @return the libraries
	 * @throws IOException if the file cannot be read
	 */
	static Libraries read(Path file) throws IOException {
		return of(Files.readString(file));
	}

	static Libraries of(String classPath) {
		return new Libraries(Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList());
	}

	boolean contain(String artifact) {
		return !named(artifact).isEmpty();
	}

	/**
	 * Finds the one library of an artifact.
	 * @param artifact the file name without version and extension
	 * @return the library's path
	 * @throws IllegalStateException if there is none, or more than one
	 */
	Path only(String artifact) {
		List<Path> found = named(artifact);
		if (found.size() != 1) {
			throw new IllegalStateException("Expected one library named %s, found %s.".formatted(artifact, found));
		}
		return found.getFirst();
	}

	private List<Path> named(String artifact) {
		return this.files.stream()
			.filter((file) -> name(file).replaceFirst("(-\\d.*)?\\.jar$", "").equals(artifact))
			.toList();
	}

	/**
	 * Lists the libraries that go into the image unchanged: all but the service itself
	 * and those with native libraries.
	 * @return their paths
	 */
	List<Path> unchanged() {
		List<Path> changed = new ArrayList<>(InferenceEngine.of(this).archives());
		changed.add(only(JNA));
		changed.add(only(SERVICE));
		return this.files.stream().filter((file) -> !changed.contains(file)).toList();
	}

	/**
	 * Lists the libraries that go into the image without the native libraries that they
	 * contain for many platforms.
	 * @return their paths
	 */
	List<Path> withoutNatives() {
		List<Path> stripped = new ArrayList<>(InferenceEngine.of(this).archivesWithClasses());
		stripped.add(only(JNA));
		return stripped;
	}

	static String name(Path file) {
		return String.valueOf(file.getFileName());
	}

}
