package dev.animals.container;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * Puts the image's files together in a folder that looks like the image's root. Jib makes
 * layers of it.
 */
public final class Assemble {

	/**
	 * What Jib gives each file in the image; the AOT cache notes the time of each
	 * archive.
	 */
	private static final FileTime MODIFIED = FileTime.fromMillis(1000);

	private Assemble() {
	}

	/**
	 * Assembles.
	 * @param arguments a file with the paths of all libraries, the model's folder, this
	 * module's folder, the folder to write, the base image's name
	 * @throws IOException if a file cannot be read or written
	 * @throws InterruptedException never
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		try {
			run(libraries(Path.of(arguments[0])), Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]),
					arguments[4]);
		}
		catch (CannotAssembleException ex) {
			System.err.println(ex.getMessage());
			System.exit(1);
		}
	}

	private static void run(List<Path> libraries, Path model, Path module, Path root, String base)
			throws IOException, InterruptedException {
		if (!System.getProperty("os.name").equals("Linux")) {
			throw new CannotAssembleException(
					"The image holds a Java runtime for Linux, which only a JDK on Linux can link: run this on Linux, or let the pipeline do it.");
		}
		List<String> missing = Tools.missing(System.getenv("PATH"), "strip", "objcopy");
		if (!missing.isEmpty()) {
			throw new CannotAssembleException(
					"The image's libraries are stripped, which needs %s (Debian's binutils).".formatted(missing));
		}
		BaseImage.resolve(base).write(root.resolveSibling("base-image.properties"));
		// Jib wants to see that something was compiled.
		Files.createDirectories(root.resolveSibling("classes"));
		assemble(libraries, model, module, root);
		Path classes = root.resolve("app/classes");
		Path cache = root.resolve("app/cache/animals.aot");
		boolean trained = new AotTraining(root, module.resolve("../photos")).train(cache);
		Files.writeString(classes.resolve("class-path.args"),
				"-Danimals.libtorch.library=/" + root.relativize(NativeLibraries.libtorch(root)) + "\n-cp "
						+ classPath(root, "/") + (trained ? "\n-XX:AOTCache=/app/cache/animals.aot\n" : "\n"));
		Trees.setTimes(root, Assemble::timeOfContent);
	}

	/**
	 * Writes all that is the same whenever it is made of the same: everything but the AOT
	 * cache.
	 * @param libraries all libraries
	 * @param model the model's folder
	 * @param module this module's folder
	 * @param root what is written; what was there is deleted
	 * @throws IOException if a file cannot be read or written
	 * @throws InterruptedException never
	 */
	static void assemble(List<Path> libraries, Path model, Path module, Path root)
			throws IOException, InterruptedException {
		Trees.delete(root);
		JavaRuntime.link(root.resolve("opt/java"));
		NativeLibraries.unpack(libraries, root.resolve("opt/native"));
		Trees.copy(module.resolve("licenses"), root.resolve("opt/native/licenses"), (file) -> true);
		Path lib = Files.createDirectories(root.resolve("app/lib"));
		for (Path library : libraries) {
			if (!name(library).startsWith("function.") && !NativeLibraries.isArchive(name(library))) {
				Files.copy(library, lib.resolve(name(library)));
			}
		}
		NativeLibraries.copyJnaWithoutLibraries(libraries, lib);
		// One network a container: the packed one for x86-64, the portable one elsewhere.
		String other = (Platform.CURRENT == Platform.X86_64) ? "plain.pt" : "packed.pt";
		Trees.copy(model, root.resolve("app/model"), (file) -> !file.endsWith(other));
		Path classes = Files.createDirectories(root.resolve("app/classes"));
		Files.copy(only(libraries, "function."), classes.resolve("animals.jar"));
		Files.copy(module.resolve("java.args"), classes.resolve("java.args"));
		SpringAot.write(root, classes.resolve("animals-spring.jar"));
		Trees.setTimes(root, (file) -> MODIFIED);
	}

	/**
	 * Reads what Maven wrote.
	 * @param file with the paths of all libraries
	 * @return the paths
	 * @throws IOException if it cannot be read
	 */
	static List<Path> libraries(Path file) throws IOException {
		return Stream.of(Files.readString(file).split(File.pathSeparator)).map(Path::of).toList();
	}

	/**
	 * The application's class path, always in the same order.
	 * @param root the image's files
	 * @param prefix where they are when it is used
	 * @return the paths, joined
	 * @throws IOException if the folder cannot be read
	 */
	static String classPath(Path root, String prefix) throws IOException {
		try (Stream<Path> libraries = Files.list(root.resolve("app/lib"))) {
			return Stream
				.concat(Stream.of("app/classes/animals.jar", "app/classes/animals-spring.jar"),
						libraries.map((file) -> "app/lib/" + file.getFileName()).sorted())
				.map((file) -> prefix + file)
				.collect(Collectors.joining(":"));
		}
	}

	/**
	 * Finds a library.
	 * @param libraries all of them
	 * @param start what its file's name starts with
	 * @return the one file
	 */
	static Path only(List<Path> libraries, String start) {
		List<Path> found = libraries.stream().filter((file) -> name(file).startsWith(start)).toList();
		if (found.size() != 1) {
			throw new IllegalStateException("Libraries that start with %s: %s".formatted(start, found));
		}
		return found.getFirst();
	}

	private static String name(Path file) {
		return String.valueOf(file.getFileName());
	}

	/**
	 * Jib takes a file for the one in its cache by its time, so each content has its own.
	 */
	private static FileTime timeOfContent(Path file) throws IOException {
		CheckedInputStream in = new CheckedInputStream(Files.newInputStream(file), new CRC32());
		try (in) {
			in.transferTo(OutputStream.nullOutputStream());
		}
		return FileTime.from(in.getChecksum().getValue(), TimeUnit.SECONDS);
	}

}
