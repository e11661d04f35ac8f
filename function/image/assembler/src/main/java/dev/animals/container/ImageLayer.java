package dev.animals.container;

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
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A layer of an image.
 *
 * @param digest the SHA-256 digest of its uncompressed bytes
 * @param compressed its size in bytes in a registry
 * @param files its files, without folders
 */
record ImageLayer(String digest, long compressed, List<Entry> files) {

	/**
	 * A file of a layer.
	 *
	 * @param name its path, without a slash at the start
	 * @param mode its permission bits
	 * @param size its size in bytes
	 */
	record Entry(String name, int mode, long size) {
	}

	/**
	 * Reads a layer and writes its files.
	 * @param archive the layer, a compressed tar archive
	 * @param digest the SHA-256 digest of its uncompressed bytes
	 * @param root the folder that receives the files
	 * @return the layer
	 * @throws IOException if the archive cannot be read or would write outside of the
	 * folder
	 */
	static ImageLayer unpack(Path archive, String digest, Path root) throws IOException {
		List<Entry> files = new ArrayList<>();
		// Some tools leave out the zeros that end a tar archive, and containerd accepts
		// that.
		InputStream end = new ByteArrayInputStream(new byte[1024]);
		try (InputStream gzip = new GZIPInputStream(Files.newInputStream(archive), 1 << 16);
				TarArchiveInputStream in = new TarArchiveInputStream(new SequenceInputStream(gzip, end))) {
			for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				write(entry, in, root);
				if (!entry.isDirectory()) {
					files.add(new Entry(entry.getName().replaceFirst("^\\.?/", ""), entry.getMode(), entry.getSize()));
				}
			}
		}
		return new ImageLayer(digest, Files.size(archive), files);
	}

	private static void write(TarArchiveEntry entry, InputStream in, Path root) throws IOException {
		Path target = resolve(root, entry.getName());
		if (entry.isDirectory()) {
			Files.createDirectories(target);
			Files.setPosixFilePermissions(target, permissions(entry.getMode()));
			return;
		}
		Files.createDirectories(target.resolveSibling("."));
		Files.deleteIfExists(target);
		if (entry.isSymbolicLink()) {
			Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
			return;
		}
		if (entry.isLink()) {
			Files.createLink(target, resolve(root, entry.getLinkName()));
			return;
		}
		Files.copy(in, target);
		Files.setPosixFilePermissions(target, permissions(entry.getMode()));
		Files.setLastModifiedTime(target, FileTime.from(entry.getLastModifiedTime().toInstant()));
	}

	private static Path resolve(Path root, String name) throws IOException {
		Path path = root.resolve("./" + name).normalize();
		if (!path.startsWith(root)) {
			throw new IOException("The layer has a file outside of its root: " + name);
		}
		return path;
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
	 * Returns the size of the layer's files.
	 * @return the size in bytes
	 */
	long uncompressed() {
		return this.files.stream().mapToLong(Entry::size).sum();
	}

}
