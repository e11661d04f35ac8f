package dev.animals.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

	/** The argument file with the JVM flags. */
	private static final String FLAGS = "java.args";

	/** The argument file with the class path and the cache. */
	private static final String CLASS_PATH = "class-path.args";

	/**
	 * The modification time that Jib gives to each file in the image. The ahead-of-time
	 * cache records the time of each jar, so the jars must have it during training.
	 */
	private static final FileTime MODIFIED = FileTime.fromMillis(1000);

	/** A path in the image, as a flag or the class path contains it. */
	private static final Pattern PATH = Pattern.compile("(?<=[=:])/(?=(app|opt)/)");

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
		InferenceEngine engine = InferenceEngine.of(libraries);
		Trees.delete(this.folder);
		copyModel(model, engine);
		JavaRuntime.link(this.folder.resolve("opt/java"));
		Path natives = this.folder.resolve("opt/native");
		NativeLibraries.unpack(libraries, natives);
		for (String licences : List.of("licenses", "licenses/" + engine.name())) {
			Trees.copy(module.resolve(licences), natives.resolve(licences), (file) -> true);
		}
		Path lib = Files.createDirectories(this.folder.resolve("app/lib"));
		for (Path library : libraries.unchanged()) {
			Files.copy(library, lib.resolve(Libraries.name(library)));
		}
		for (Path library : libraries.withoutNatives()) {
			NativeLibraries.copyWithoutNatives(library, lib);
		}
		Files.createDirectories(classes());
		Files.copy(libraries.only(Libraries.SERVICE), classes().resolve("animals.jar"));
		Files.writeString(classes().resolve(FLAGS), Files.readString(module.resolve(FLAGS)) + "\n"
				+ String.join("\n", engine.flags(Path.of("/opt/native"))) + "\n");
		SpringAot.write(this, classes().resolve("animals-spring.jar"));
		Files.writeString(classes().resolve(CLASS_PATH), "--class-path=" + classPath("/") + "\n");
		Trees.setTimes(this.folder, (file) -> MODIFIED);
	}

	/** Copies the model with the engine's networks, and without other networks. */
	private void copyModel(Path model, InferenceEngine engine) throws IOException {
		List<Path> networks = engine.networks(model);
		if (networks.isEmpty()) {
			throw new CannotAssembleException(
					"The model %s has no network for ENGINE=%s. Set ENGINE to the engine of the model."
						.formatted(model.getFileName(), engine.name()));
		}
		Trees.copy(model, model(), (file) -> networks.contains(file) || !file.toString().matches(".*\\.(pt|onnx)"));
	}

	/**
	 * Makes the image start with its ahead-of-time cache.
	 * @throws IOException if the flag cannot be written
	 */
	void useCache() throws IOException {
		Files.writeString(classes().resolve(CLASS_PATH), "-XX:AOTCache=/" + CACHE + "\n", StandardOpenOption.APPEND);
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
		List<String> command = new ArrayList<>();
		command.add(this.folder.resolve("opt/java/bin/java").toString());
		command.addAll(arguments(FLAGS));
		command.addAll(arguments(CLASS_PATH));
		command.add("-XX:MaxRAM=1g");
		command.addAll(List.of(flags));
		command.add("dev.animals.AnimalsApplication");
		return command;
	}

	/** Reads an argument file, whose comments and blank lines are no arguments. */
	private List<String> arguments(String file) throws IOException {
		String root = Matcher.quoteReplacement(this.folder + "/");
		try (Stream<String> lines = Files.lines(classes().resolve(file))) {
			return lines.filter((line) -> line.startsWith("-"))
				.map((line) -> PATH.matcher(line).replaceAll(root))
				.toList();
		}
	}

	Path classes() {
		return this.folder.resolve("app/classes");
	}

	Path model() {
		return this.folder.resolve("app/model");
	}

}
