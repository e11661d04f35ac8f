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
 * Unpacks the libraries that DJL, JNA and the JPEG decoder would otherwise unpack at each
 * start. Each is put into the folder that its loader searches first, without debug
 * symbols.
 */
final class NativeLibraries {

	/** The folder of libtorch in its archive. */
	static final String LIBTORCH = "pytorch/cpu/linux-x86_64/";

	/** DJL's binding to libtorch in its archive. */
	static final String LIBTORCH_BINDING = "jnilib/linux-x86_64/cpu/libdjl_torch.so";

	/** JNA's own library in its archive. */
	static final String JNA = "com/sun/jna/linux-x86-64/libjnidispatch.so";

	/** libjpeg-turbo in the service's jar. */
	static final String TURBOJPEG = "native/linux-x86_64/libturbojpeg.so";

	private NativeLibraries() {
	}

	/**
	 * Unpacks and strips the libraries.
	 * @param libraries the service and its libraries
	 * @param folder the folder to write
	 * @throws IOException if an archive lacks a library
	 * @throws InterruptedException if this thread is interrupted
	 */
	static void unpack(Libraries libraries, Path folder) throws IOException, InterruptedException {
		Path libtorch = libraries.only(Libraries.LIBTORCH);
		Path binding = libraries.only(Libraries.LIBTORCH_BINDING);
		String version = Libraries.name(libtorch).replaceAll("pytorch-native-cpu-([0-9.]+)-.*", "$1");
		// DJL looks for its binding under its own version. The archive's name has the
		// version of libtorch before it, as in pytorch-jni-2.7.1-0.35.1.jar.
		String djlVersion = Libraries.name(binding).replaceAll("pytorch-jni-" + version + "-(.*)\\.jar", "$1");
		Path djl = folder.resolve("djl/pytorch/" + version + "-cpu-linux-x86_64");
		unpack(libtorch, LIBTORCH, djl);
		unpack(binding, LIBTORCH_BINDING, djl.resolve(djlVersion + "-libdjl_torch.so"));
		unpack(libraries.only(Libraries.JNA), JNA, folder.resolve("jna/libjnidispatch.so"));
		unpack(libraries.only(Libraries.SERVICE), TURBOJPEG, folder.resolve("libturbojpeg.so"));
		for (Path library : Trees.files(folder)) {
			strip(library);
		}
		DeferredInitializers.defer(djl.resolve("libtorch_cpu.so"));
	}

	/**
	 * Copies JNA's jar without its libraries for about twenty platforms.
	 * @param libraries the service and its libraries
	 * @param folder the folder that receives the copy
	 * @throws IOException if the copy cannot be written
	 */
	static void copyJnaWithoutLibraries(Libraries libraries, Path folder) throws IOException {
		Path jna = libraries.only(Libraries.JNA);
		try (ZipFile zip = new ZipFile(jna.toFile());
				ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(folder.resolve(Libraries.name(jna))))) {
			for (ZipEntry entry : zip.stream()
				.filter((each) -> !each.getName().matches(".*\\.(so|dll|jnilib|a)"))
				.toList()) {
				ZipEntry copy = new ZipEntry(entry.getName());
				copy.setTimeLocal(entry.getTimeLocal());
				out.putNextEntry(copy);
				zip.getInputStream(entry).transferTo(out);
			}
		}
	}

	/** Unpacks one entry to a file, or all entries of a folder into a folder. */
	private static void unpack(Path archive, String name, Path target) throws IOException {
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
