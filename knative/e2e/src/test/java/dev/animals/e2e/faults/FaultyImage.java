package dev.animals.e2e.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import dev.animals.e2e.DerivedImage;
import dev.animals.e2e.Settings;

import static java.nio.charset.StandardCharsets.UTF_8;

/** An image of the service that has {@link Faults}. */
public final class FaultyImage {

	private static final Path CLASSES = Settings.OUTPUT.resolve("test-classes");

	private static final Path PHOTOS = Settings.REPOSITORY.resolve("function/photos/target/classes");

	/** The class path of the image that {@code make image} built last. */
	private static final Path CLASS_PATH = Settings.REPOSITORY
		.resolve("function/image/target/root/app/classes/class-path.args");

	private FaultyImage() {
	}

	/**
	 * Builds the image from an image of the service and pushes it to the repository of
	 * that image.
	 * @param image the image of the service, by digest, built from this repository
	 * @return the name of the new image, by digest
	 */
	public static String of(String image) throws IOException {
		Path folder = Files.createTempDirectory("faults");
		Path jar = jar(folder.resolve("faults.jar"));
		Path classPath = Files.writeString(folder.resolve("class-path.args"),
				Files.readString(CLASS_PATH).replaceFirst("(--class-path=\\S+)", "$1:/app/faults/faults.jar"));
		return DerivedImage.push(image, "faulty",
				Map.of("/app/faults", List.of(jar), "/app/classes", List.of(classPath)));
	}

	private static Path jar(Path file) throws IOException {
		try (OutputStream out = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(out)) {
			add(jar, CLASSES, CLASSES.resolve("dev/animals/e2e/faults"));
			add(jar, PHOTOS, PHOTOS);
			jar.putNextEntry(new JarEntry("META-INF/spring.factories"));
			jar.write("org.springframework.context.ApplicationContextInitializer=%s\n".formatted(Faults.class.getName())
				.getBytes(UTF_8));
		}
		return file;
	}

	private static void add(JarOutputStream jar, Path root, Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
				jar.putNextEntry(new JarEntry(root.relativize(file).toString()));
				Files.copy(file, jar);
			}
		}
	}

}
