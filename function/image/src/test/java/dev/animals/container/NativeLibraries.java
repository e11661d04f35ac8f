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
 * The libraries that DJL, JNA and the JPEG decoder would unpack at each start, unpacked
 * where they look first, without the symbols that only a debugger reads.
 */
final class NativeLibraries {

	private NativeLibraries() {
	}

	/**
	 * Unpacks the libraries for this machine's processor.
	 * @param libraries all libraries
	 * @param folder where
	 * @throws IOException if an archive lacks one
	 * @throws InterruptedException never
	 */
	static void unpack(List<Path> libraries, Path folder) throws IOException, InterruptedException {
		Platform platform = Platform.CURRENT;
		Path torch = Assemble.only(libraries, "pytorch-native-cpu-");
		String libtorchVersion = version(torch);
		Path djl = folder.resolve(platform.djlFolder(libtorchVersion));
		unpack(torch, platform.libtorch(), djl);
		Path jni = Assemble.only(libraries, "pytorch-jni-");
		// DJL looks for its own library under its own version; the archive's has
		// libtorch's before it, as in 2.7.1-0.35.1.
		String djlVersion = String.valueOf(jni.getFileName())
			.replaceAll("pytorch-jni-" + libtorchVersion + "-(.*)\\.jar", "$1");
		unpack(jni, platform.djlTorch(), djl.resolve(djlVersion + "-libdjl_torch.so"));
		unpack(Assemble.only(libraries, "jna-"), platform.jnaDispatch(), folder.resolve("jna/libjnidispatch.so"));
		unpack(Assemble.only(libraries, "function."), platform.turboJpeg(), folder.resolve("libturbojpeg.so"));
		for (Path library : Trees.files(folder)) {
			strip(library);
		}
		DeferredInitializers.defer(djl.resolve("libtorch_cpu.so"));
	}

	/**
	 * The library whose initialisers the service runs.
	 * @param root the image's files
	 * @return its path
	 * @throws IOException if the folder cannot be read
	 */
	static Path libtorch(Path root) throws IOException {
		return Trees.files(root.resolve("opt/native/djl"))
			.stream()
			.filter((file) -> file.endsWith("libtorch_cpu.so"))
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Whether an archive holds such libraries, so that it is not copied as it is.
	 * @param name its file's
	 * @return whether it does
	 */
	static boolean isArchive(String name) {
		return name.startsWith("pytorch-native-") || name.startsWith("pytorch-jni-") || name.startsWith("jna-");
	}

	/**
	 * Copies JNA without its libraries for a score of platforms: the one that is needed
	 * has been unpacked.
	 * @param libraries all libraries
	 * @param folder receives the copy
	 * @throws IOException if it cannot be written
	 */
	static void copyJnaWithoutLibraries(List<Path> libraries, Path folder) throws IOException {
		Path jna = Assemble.only(libraries, "jna-");
		try (ZipFile zip = new ZipFile(jna.toFile());
				ZipOutputStream out = new ZipOutputStream(
						Files.newOutputStream(folder.resolve(String.valueOf(jna.getFileName()))))) {
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

	private static String version(Path archive) {
		return String.valueOf(archive.getFileName()).replaceAll("pytorch-native-cpu-([0-9.]+)-.*", "$1");
	}

	/** Unpacks one entry to a file, or all entries of a folder into a folder. */
	private static void unpack(Path archive, String name, Path target) throws IOException {
		try (ZipFile zip = new ZipFile(archive.toFile())) {
			List<? extends ZipEntry> entries = zip.stream()
				.filter((entry) -> !entry.isDirectory() && entry.getName().startsWith(name))
				.toList();
			if (entries.isEmpty()) {
				throw new IOException(archive + " has no " + name);
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
	 * Removes what the dynamic linker does not need.
	 * @param library a shared library
	 * @throws IOException if strip cannot be started
	 * @throws InterruptedException never
	 */
	static void strip(Path library) throws IOException, InterruptedException {
		Process strip = new ProcessBuilder("strip", "--strip-unneeded", library.toString()).inheritIO().start();
		if (strip.waitFor() != 0) {
			throw new CannotAssembleException("`strip` failed on %s (see above).".formatted(library));
		}
	}

}
