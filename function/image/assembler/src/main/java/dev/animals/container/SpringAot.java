package dev.animals.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Spring's ahead-of-time processing. It generates the code that registers the beans of
 * the service, so that a start evaluates no conditions and scans no classes.
 * <p>
 * Spring Boot's Maven plugin is not used for this because it compiles with the JDK that
 * runs Maven, which may be too old.
 */
final class SpringAot {

	private SpringAot() {
	}

	/**
	 * Generates the code and compiles it.
	 * @param root the image's files, which must have libraries and classes already
	 * @param jar the file to write
	 * @throws IOException if a file cannot be read or written
	 * @throws InterruptedException if this thread is interrupted
	 */
	static void write(ImageRoot root, Path jar) throws IOException, InterruptedException {
		Path folder = Files.createTempDirectory("spring-aot");
		Path sources = folder.resolve("sources");
		Path classes = folder.resolve("classes");
		String classPath = root.classPath();
		Tools.run(Tools.ofJdk("java"), "-Dlogging.level.root=warn", "-cp", classPath,
				"org.springframework.boot.SpringApplicationAotProcessor", "dev.animals.AnimalsApplication",
				sources.toString(), folder.resolve("resources").toString(), classes.toString(), "dev.animals",
				"function");
		List<String> javac = new ArrayList<>(
				List.of("-nowarn", "-proc:none", "-parameters", "-cp", classPath, "-d", classes.toString()));
		try (Stream<Path> files = Files.walk(sources)) {
			files.map(Path::toString).filter((file) -> file.endsWith(".java")).sorted().forEach(javac::add);
		}
		run("javac", javac);
		run("jar", List.of("--create", "--date=1980-02-01T00:00:00Z", "--file", jar.toString(), "-C",
				classes.toString(), "."));
		Trees.delete(folder);
	}

	private static void run(String tool, List<String> arguments) {
		int status = ToolProvider.findFirst(tool)
			.orElseThrow(() -> new IllegalStateException("This needs a JDK with " + tool + "."))
			.run(System.out, System.err, arguments.toArray(String[]::new));
		if (status != 0) {
			throw new CannotAssembleException(
					"%s failed on the code that Spring generated (see above).".formatted(tool));
		}
	}

}
