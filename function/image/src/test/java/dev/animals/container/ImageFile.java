package dev.animals.container;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An image in a file of Docker's format ({@code docker save}).
 *
 * @param bundle the folder that has its files in {@code rootfs}
 * @param config the image's configuration, by the OCI image specification
 * @param layers from the lowest
 */
record ImageFile(Path bundle, JsonNode config, List<Layer> layers) {

	private static @Nullable ImageFile built;

	/**
	 * A layer.
	 *
	 * @param digest SHA-256 of its uncompressed bytes
	 * @param compressed its size in bytes as it is sent
	 * @param files what is in it, without folders
	 */
	record Layer(String digest, long compressed, List<Entry> files) {

		long uncompressed() {
			return this.files.stream().mapToLong(Entry::size).sum();
		}

	}

	/**
	 * A file.
	 *
	 * @param name its path, without a slash at the start
	 * @param mode its permissions
	 * @param size in bytes
	 */
	record Entry(String name, int mode, long size) {
	}

	/**
	 * Unpacks the image that the build made, once for all tests.
	 * @return the image
	 * @throws IOException if it is none
	 */
	static synchronized ImageFile built() throws IOException {
		if (built == null) {
			built = unpack(folder("image"));
		}
		return built;
	}

	/**
	 * Reads the image that the build made and writes what its layers hold.
	 * @param bundle receives the files in {@code rootfs}; as in the image, later layers
	 * win
	 * @return the image
	 * @throws IOException if it is no such file
	 */
	static ImageFile unpack(Path bundle) throws IOException {
		Path tar = Path.of(System.getProperty("image.tar", ""));
		Trees.delete(bundle);
		Path root = Files.createDirectories(bundle.resolve("rootfs"));
		Path folder = Files.createTempDirectory("image");
		Map<String, Path> parts = new HashMap<>();
		try (TarArchiveInputStream in = open(new BufferedInputStream(Files.newInputStream(tar)))) {
			for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				Path part = folder.resolve(Integer.toString(parts.size()));
				Files.copy(in, part);
				parts.put(entry.getName(), part);
			}
		}
		JsonMapper mapper = new JsonMapper();
		JsonNode manifest = mapper.readTree(Files.readAllBytes(part(parts, "manifest.json"))).get(0);
		JsonNode config = mapper.readTree(Files.readAllBytes(part(parts, manifest.get("Config").asString())));
		List<Layer> layers = new ArrayList<>();
		for (JsonNode name : manifest.get("Layers")) {
			Path part = part(parts, name.asString());
			String digest = config.at("/rootfs/diff_ids").get(layers.size()).asString();
			layers.add(new Layer(digest, Files.size(part), unpackLayer(part, root)));
		}
		Trees.delete(folder);
		return new ImageFile(bundle, config, layers);
	}

	private static Path part(Map<String, Path> parts, String name) throws IOException {
		Path part = parts.get(name);
		if (part == null) {
			throw new IOException("The image has no " + name);
		}
		return part;
	}

	private static TarArchiveInputStream open(InputStream in) {
		return new TarArchiveInputStream(in);
	}

	private static List<Entry> unpackLayer(Path layer, Path root) throws IOException {
		List<Entry> files = new ArrayList<>();
		// Some tools leave out the zeros at an archive's end; containerd does not mind.
		InputStream end = new ByteArrayInputStream(new byte[1024]);
		try (InputStream gzip = GzipCompressorInputStream.builder()
			.setPath(layer)
			.setDecompressConcatenated(true)
			.get(); TarArchiveInputStream in = open(new SequenceInputStream(gzip, end))) {
			for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				Path target = root.resolve("./" + entry.getName()).normalize();
				if (!target.startsWith(root)) {
					throw new IOException("Outside of the root: " + entry.getName());
				}
				if (entry.isDirectory()) {
					Files.createDirectories(target);
					Files.setPosixFilePermissions(target, permissions(entry.getMode()));
					continue;
				}
				Files.createDirectories(target.resolveSibling("."));
				Files.deleteIfExists(target);
				if (entry.isSymbolicLink()) {
					Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
				}
				else if (entry.isLink()) {
					Files.createLink(target, root.resolve("./" + entry.getLinkName()).normalize());
				}
				else {
					Files.copy(in, target);
					Files.setPosixFilePermissions(target, permissions(entry.getMode()));
					Files.setLastModifiedTime(target, FileTime.from(entry.getLastModifiedTime().toInstant()));
				}
				files.add(new Entry(entry.getName().replaceFirst("^\\.?/", ""), entry.getMode(), entry.getSize()));
			}
		}
		return files;
	}

	private static Set<PosixFilePermission> permissions(int mode) {
		PosixFilePermission[] all = { PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_WRITE,
				PosixFilePermission.OTHERS_READ, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.GROUP_WRITE,
				PosixFilePermission.GROUP_READ, PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_WRITE,
				PosixFilePermission.OWNER_READ };
		Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
		for (int bit = 0; bit < all.length; bit++) {
			if ((mode >> bit & 1) == 1) {
				permissions.add(all[bit]);
			}
		}
		return permissions;
	}

	/**
	 * A folder of the build for a test.
	 * @param name the folder's
	 * @return its path
	 */
	static Path folder(String name) {
		return Path.of(System.getProperty("image.root", "")).resolveSibling(name);
	}

	/**
	 * All files.
	 * @return those of all layers
	 */
	List<Entry> files() {
		return this.layers.stream().flatMap((layer) -> layer.files().stream()).toList();
	}

}
