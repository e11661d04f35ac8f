package dev.animals.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Unpacks the libraries that the inference engine, JNA and the image decoders would
 * otherwise unpack at each start. Each is put into the folder that its loader searches
 * first, without debug symbols.
 */
final class NativeLibraries {

	/** JNA's own library in its archive. */
	static final String JNA = "com/sun/jna/linux-x86-64/libjnidispatch.so";

	/** The folder of the decoders in the service's jar. */
	static final String DECODERS = "native/linux-x86_64/";

	/** The names of native libraries and their debug symbols on every platform. */
	private static final String NATIVE = ".*\\.(so|dll|jnilib|a|dylib|pdb|plist)";

	private NativeLibraries() {
	}

	/**
	 * Unpacks and strips the libraries of the service.
	 * @param libraries the service and its libraries
	 * @param folder the folder to write
	 * @throws IOException if an archive lacks a library
	 * @throws InterruptedException if this thread is interrupted
	 */
	static void unpack(Libraries libraries, Path folder) throws IOException, InterruptedException {
		InferenceEngine.of(libraries).unpack(folder);
		unpack(libraries.only(Libraries.JNA), JNA, folder.resolve("jna/libjnidispatch.so"));
		unpack(libraries.only(Libraries.SERVICE), DECODERS, folder);
	}

	/**
	 * Unpacks and strips one library, or all libraries of a folder.
	 * @param archive a jar
	 * @param name the library's path in the archive, or that of the folder with a slash
	 * at the end
	 * @param target the file or the folder to write
	 * @throws IOException if the archive has no such library
	 * @throws InterruptedException if this thread is interrupted
	 */
	static void unpack(Path archive, String name, Path target) throws IOException, InterruptedException {
		try (ZipFile zip = new ZipFile(archive.toFile())) {
			List<? extends ZipEntry> entries = zip.stream()
				.filter((entry) -> !entry.isDirectory() && entry.getName().startsWith(name))
				.toList();
			if (entries.isEmpty()) {
				throw new IOException("%s does not contain %s.".formatted(archive, name));
			}
			for (ZipEntry entry : entries) {
				Path file = name.endsWith("/") ? target.resolve(entry.getName().substring(name.length())) : target;
				Files.createDirectories(file.resolveSibling("."));
				try (InputStream in = zip.getInputStream(entry)) {
					Files.copy(in, file);
				}
				strip(file);
			}
		}
	}

	/**
	 * Copies a jar without its native libraries.
	 * @param jar the jar
	 * @param folder the folder that receives the copy
	 * @throws IOException if the copy cannot be written
	 */
	static void copyWithoutNatives(Path jar, Path folder) throws IOException {
		try (ZipFile zip = new ZipFile(jar.toFile());
				ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(folder.resolve(Libraries.name(jar))))) {
			for (ZipEntry entry : zip.stream().filter((each) -> !each.getName().matches(NATIVE)).toList()) {
				ZipEntry copy = new ZipEntry(entry.getName());
				copy.setTimeLocal(entry.getTimeLocal());
				out.putNextEntry(copy);
				zip.getInputStream(entry).transferTo(out);
			}
		}
	}

	/**
	 * Removes the symbols that the dynamic linker does not need.
	 * @param library a shared library
	 * @throws IOException if strip cannot be started
	 * @throws InterruptedException if this thread is interrupted
	 */
	static void strip(Path library) throws IOException, InterruptedException {
		Tools.run("strip", "--strip-unneeded", library.toString());
	}

}
