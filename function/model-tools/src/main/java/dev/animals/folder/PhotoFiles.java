package dev.animals.folder;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Lists the files of a folder and of the folders in it. Hidden files and folders are left
 * out, because systems store thumbnails and their own data in them.
 */
final class PhotoFiles extends SimpleFileVisitor<Path> {

	private final Path root;

	private final List<Path> files = new ArrayList<>();

	private PhotoFiles(Path root) {
		this.root = root;
	}

	/**
	 * Lists the files of a folder.
	 * @param folder the folder
	 * @return the files in the order of their paths; some of them may be unreadable
	 * @throws IOException if the folder cannot be read
	 */
	static List<Path> in(Path folder) throws IOException {
		PhotoFiles visitor = new PhotoFiles(folder);
		Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
		return visitor.files.stream().sorted().toList();
	}

	@Override
	public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
		return (folder.equals(this.root) || !isHidden(folder)) ? FileVisitResult.CONTINUE
				: FileVisitResult.SKIP_SUBTREE;
	}

	@Override
	public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
		if (!isHidden(file)) {
			this.files.add(file);
		}
		return FileVisitResult.CONTINUE;
	}

	/** Keeps a folder that cannot be read, so that it counts as unreadable. */
	@Override
	public FileVisitResult visitFileFailed(Path file, IOException failure) {
		this.files.add(file);
		return FileVisitResult.CONTINUE;
	}

	private static boolean isHidden(Path file) {
		return String.valueOf(file.getFileName()).startsWith(".");
	}

}
