package dev.animals.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Spring's ahead-of-time processing: the code that registers the service's beans, instead
 * of conditions and reflection at each start.
 * <p>
 * Not by Spring Boot's Maven plugin, which compiles with the JDK that Maven runs on.
 */
final class SpringAot {

	private SpringAot() {
	}

	/**
	 * Generates and compiles.
	 * @param root the image's files, with libraries and classes
	 * @param jar what is written
	 * @throws IOException if it fails
	 * @throws InterruptedException never
	 */
	static void write(Path root, Path jar) throws IOException, InterruptedException {
		Path folder = Files.createTempDirectory("spring-aot");
		Path sources = folder.resolve("sources");
		Path classes = folder.resolve("classes");
		String classPath = Assemble.classPath(root, root + "/");
		Process processor = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(),
				"-Dlogging.level.root=warn", "-cp", classPath, "org.springframework.boot.SpringApplicationAotProcessor",
				"dev.animals.AnimalsApplication", sources.toString(), folder.resolve("resources").toString(),
				classes.toString(), "dev.animals", "function")
			.inheritIO()
			.start();
		if (processor.waitFor() != 0) {
			throw new CannotAssembleException("Spring's ahead-of-time processing failed (see above).");
		}
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
			.orElseThrow(() -> new IllegalStateException("A JDK with " + tool + " is needed"))
			.run(System.out, System.err, arguments.toArray(String[]::new));
		if (status != 0) {
			throw new CannotAssembleException(tool + " failed on what Spring generated (see above).");
		}
	}

}
