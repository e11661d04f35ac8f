package dev.animals.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder with the image's files, which represents the image's root directory.
 *
 * @param folder the folder
 */
record ImageRoot(Path folder) {

	/** The ahead-of-time cache, relative to the root. */
	static final String CACHE = "app/cache/animals.aot";

	/**
	 * The modification time that Jib gives to each file in the image. The ahead-of-time
	 * cache records the time of each jar, so the jars must have it during training.
	 */
	private static final FileTime MODIFIED = FileTime.fromMillis(1000);

	/**
	 * The network that the image leaves out, because containers on x86-64 use the packed
	 * one.
	 */
	private static final String UNUSED_NETWORK = "plain.pt";

	/**
	 * Writes everything except the ahead-of-time cache. The same input gives the same
	 * bytes.
	 * @param libraries the service and its libraries
	 * @param model the folder of the model
	 * @param module the folder of this module
	 * @throws IOException if a file cannot be read or written
	 * @throws InterruptedException if this thread is interrupted
	 */
	void assemble(Libraries libraries, Path model, Path module) throws IOException, InterruptedException {
		Trees.delete(this.folder);
		JavaRuntime.link(this.folder.resolve("opt/java"));
		Path natives = this.folder.resolve("opt/native");
		NativeLibraries.unpack(libraries, natives);
		Trees.copy(module.resolve("licenses"), natives.resolve("licenses"), (file) -> true);
		Path lib = Files.createDirectories(this.folder.resolve("app/lib"));
		for (Path library : libraries.unchanged()) {
			Files.copy(library, lib.resolve(Libraries.name(library)));
		}
		NativeLibraries.copyJnaWithoutLibraries(libraries, lib);
		Trees.copy(model, model(), (file) -> !file.endsWith(UNUSED_NETWORK));
		Files.createDirectories(classes());
		Files.copy(libraries.only(Libraries.SERVICE), classes().resolve("animals.jar"));
		Files.copy(module.resolve("java.args"), classes().resolve("java.args"));
		SpringAot.write(this, classes().resolve("animals-spring.jar"));
		Trees.setTimes(this.folder, (file) -> MODIFIED);
	}

	/**
	 * Returns the class path of the service, always in the same order.
	 * @param prefix the root directory, with a slash at the end
	 * @return the paths, separated by colons
	 * @throws IOException if the folder cannot be read
	 */
	String classPath(String prefix) throws IOException {
		try (Stream<Path> libraries = Files.list(this.folder.resolve("app/lib"))) {
			return Stream
				.concat(Stream.of("app/classes/animals.jar", "app/classes/animals-spring.jar"),
						libraries.map((file) -> "app/lib/" + file.getFileName()).sorted())
				.map((file) -> prefix + file)
				.collect(Collectors.joining(":"));
		}
	}

	/**
	 * Returns the class path for a process that runs outside of a container.
	 * @return the paths, separated by colons
	 * @throws IOException if the folder cannot be read
	 */
	String classPath() throws IOException {
		return classPath(this.folder + "/");
	}

	/**
	 * Returns the image's own command with the paths of this folder, so that it runs
	 * outside of a container.
	 * @param flags more JVM flags
	 * @return the command
	 * @throws IOException if the folder cannot be read
	 */
	List<String> command(String... flags) throws IOException {
		Path natives = this.folder.resolve("opt/native");
		List<String> command = new ArrayList<>(List.of(this.folder.resolve("opt/java/bin/java").toString(),
				"@" + classes().resolve("java.args"), "-DDJL_CACHE_DIR=" + natives.resolve("djl"),
				"-Djna.boot.library.path=" + natives.resolve("jna"),
				"-Danimals.turbojpeg.library=" + natives.resolve("libturbojpeg.so"),
				"-Danimals.libtorch.library=" + libtorch(), "-Danimals.model.directory=" + model(), "-XX:MaxRAM=1g"));
		command.addAll(List.of(flags));
		command.addAll(List.of("-cp", classPath(), "dev.animals.AnimalsApplication"));
		return command;
	}

	/**
	 * Returns the library whose initializers the service runs.
	 * @return the path of {@code libtorch_cpu.so}
	 * @throws IOException if the folder cannot be read
	 */
	Path libtorch() throws IOException {
		return Trees.files(this.folder.resolve("opt/native/djl"))
			.stream()
			.filter((file) -> file.endsWith("libtorch_cpu.so"))
			.findFirst()
			.orElseThrow();
	}

	Path classes() {
		return this.folder.resolve("app/classes");
	}

	Path model() {
		return this.folder.resolve("app/model");
	}

}
