package dev.animals.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.animals.testing.Sha256;

/**
 * Makes the JDK's ahead-of-time cache (JEP 483, 514 and 515). For this, the service runs
 * from the image's own files and answers requests of every kind, and then the JVM stores
 * the classes that it has loaded and linked.
 */
final class AotTraining {

	private final ImageRoot root;

	AotTraining(ImageRoot root) {
		this.root = root;
	}

	/**
	 * Adds the cache to the image's files. Every training run produces different bytes.
	 * The cache is therefore stored beside the image's folder and used again until one of
	 * the files changes, so that the same files result in the same image.
	 * @return whether there is a cache
	 * @throws IOException if a file cannot be read or written
	 * @throws InterruptedException if this thread is interrupted
	 */
	boolean train() throws IOException, InterruptedException {
		Path kept = sibling("aot-" + digest() + ".aot");
		if (!Files.exists(kept) && !record(kept)) {
			System.out.println("The training run failed (see above). The image is built without an ahead-of-time "
					+ "cache and will start more slowly.");
			return false;
		}
		deleteOtherCaches(kept);
		Path cache = this.root.folder().resolve(ImageRoot.CACHE);
		Files.createDirectories(cache.resolveSibling("."));
		Files.copy(kept, cache);
		return true;
	}

	private static void deleteOtherCaches(Path kept) throws IOException {
		try (Stream<Path> files = Files.list(kept.resolveSibling("."))) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".aot")).toList()) {
				if (!file.getFileName().equals(kept.getFileName())) {
					Files.delete(file);
				}
			}
		}
	}

	private boolean record(Path cache) throws IOException, InterruptedException {
		Path log = sibling("training.log");
		List<String> command = this.root.command("-XX:AOTCacheOutput=" + cache);
		try (RunningService service = RunningService.start(new ProcessBuilder(command), log)) {
			new TrainingRequests(service.awaitReady()).send();
		}
		catch (RuntimeException | IOException ex) {
			System.out.printf("The training run failed: %s. The output of the service is in %s.%n", ex, log);
			return false;
		}
		if (!Files.exists(cache)) {
			System.out.printf("The JVM did not write a cache. Its output is in %s.%n", log);
			return false;
		}
		return true;
	}

	private Path sibling(String name) {
		return this.root.folder().resolveSibling(name);
	}

	/** Hashes the paths and contents of all files, because the cache depends on both. */
	private String digest() throws IOException {
		StringBuilder all = new StringBuilder();
		for (Path file : Trees.files(this.root.folder())) {
			all.append(file).append(Sha256.of(file));
		}
		return Sha256.of(all.toString()).substring(0, 16);
	}

}
