package dev.animals.container;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * Puts the image's files into a folder with the layout of the image's root directory. Jib
 * turns this folder into layers.
 */
public final class Assemble {

	private Assemble() {
	}

	/**
	 * Assembles the files.
	 * @param arguments a file with the class path of the service, the folder of the
	 * model, the folder of this module, the folder to write, the name of the base image,
	 * and whether its registry may speak plain HTTP
	 * @throws IOException if a file cannot be read or written
	 * @throws InterruptedException if this thread is interrupted
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		try {
			requireTools();
			Path root = Path.of(arguments[3]);
			// Jib requires a folder for classes, but this module has none.
			Files.createDirectories(root.resolveSibling("classes"));
			BaseImage.resolve(arguments[4], Boolean.parseBoolean(arguments[5]))
				.write(root.resolveSibling("base-image.properties"));
			run(Libraries.read(Path.of(arguments[0])), Path.of(arguments[1]), Path.of(arguments[2]),
					new ImageRoot(root));
		}
		catch (CannotAssembleException ex) {
			System.err.println(ex.getMessage());
			System.exit(1);
		}
	}

	private static void requireTools() {
		String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
		if (!system.equals("Linux amd64")) {
			throw new CannotAssembleException("""
					The image is for Linux on x86-64, and its Java runtime can only be linked there. \
					This machine is %s. Build the image on another machine or in the pipeline.""".formatted(system));
		}
		List<String> missing = Tools.missing(System.getenv("PATH"), "strip", "objcopy");
		if (!missing.isEmpty()) {
			throw new CannotAssembleException(
					"Native libraries are stripped, which needs %s. Install binutils.".formatted(missing));
		}
	}

	private static void run(Libraries libraries, Path model, Path module, ImageRoot root)
			throws IOException, InterruptedException {
		root.assemble(libraries, model, module);
		if (new AotTraining(root).train()) {
			root.useCache();
		}
		Trees.setTimes(root.folder(), Assemble::timeOfContent);
	}

	/**
	 * Returns a time that depends on the content alone, because Jib reuses a cached layer
	 * when names, sizes and times of its files are the same.
	 */
	private static FileTime timeOfContent(Path file) throws IOException {
		CheckedInputStream in = new CheckedInputStream(Files.newInputStream(file), new CRC32());
		try (in) {
			in.transferTo(OutputStream.nullOutputStream());
		}
		return FileTime.from(in.getChecksum().getValue(), TimeUnit.SECONDS);
	}

}
