package dev.animals.release.deadletters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

/**
 * Keeps events in files: the attributes in {@code KEY.json} and the data in {@code
 * KEY.data}. The key is the time of arrival in milliseconds, made unique, so nothing that
 * a sender chooses becomes the name of a file. The oldest events are deleted when the
 * retention or the limit is reached.
 */
final class EventStore {

	/** Disks and Kubernetes count whole blocks. */
	private static final long BLOCK = 4096;

	private static final Pattern FILE = Pattern.compile("(\\d{1,18})\\.json");

	private final Path directory;

	private final Duration retention;

	private final long limit;

	private final InstantSource clock;

	/** The bytes of each event by its key. */
	private final TreeMap<Long, Long> sizes = new TreeMap<>();

	private long bytes;

	private long last;

	private long deleted;

	/**
	 * Takes over the events that an earlier process stored, and deletes what it did not
	 * complete.
	 */
	EventStore(SinkSettings settings, InstantSource clock) throws IOException {
		this.directory = settings.directory();
		this.retention = settings.retention();
		this.limit = settings.limit();
		this.clock = clock;
		for (Path file : files()) {
			Matcher matcher = FILE.matcher(String.valueOf(file.getFileName()));
			if (matcher.matches()) {
				remember(Long.parseLong(matcher.group(1)));
			}
		}
		for (Path file : files()) {
			String name = String.valueOf(file.getFileName());
			if (name.endsWith(".part")
					|| (name.endsWith(".data") && !Files.exists(file.resolveSibling(name.replace(".data", ".json"))))) {
				Files.delete(file);
			}
		}
		expire();
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.toList();
		}
	}

	private void remember(long key) throws IOException {
		long size = blocks(path(key, "json")) + blocks(path(key, "data"));
		this.sizes.put(key, size);
		this.bytes += size;
		this.last = Math.max(this.last, key);
	}

	private static long blocks(Path file) throws IOException {
		return Files.exists(file) ? (Files.size(file) + BLOCK - 1) / BLOCK * BLOCK : 0;
	}

	private Path path(long key, String ending) {
		return this.directory.resolve(key + "." + ending);
	}

	/** Returns a new file for data that arrives. It is deleted at the next start. */
	Path incoming() throws IOException {
		return Files.createTempFile(this.directory, "incoming", ".part");
	}

	/**
	 * Stores an event. The event exists once its attributes have their name.
	 * @param attributes the attributes
	 * @param data a file from {@link #incoming}, which becomes part of the store
	 * @return the key
	 */
	synchronized long add(Attributes attributes, Path data) throws IOException {
		long key = Math.max(this.last + 1, this.clock.millis());
		Path part = incoming();
		try {
			Files.write(part, attributes.json());
			Files.move(data, path(key, "data"), ATOMIC_MOVE);
			Files.move(part, path(key, "json"), ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(part);
		}
		remember(key);
		expire();
		return key;
	}

	/** Deletes the oldest events until the retention and the limit hold. */
	synchronized void expire() throws IOException {
		long oldest = this.clock.instant().minus(this.retention).toEpochMilli();
		while (!this.sizes.isEmpty() && (this.bytes > this.limit || this.sizes.firstKey() < oldest)) {
			Map.Entry<Long, Long> first = this.sizes.firstEntry();
			long key = first.getKey();
			Files.deleteIfExists(path(key, "json"));
			Files.deleteIfExists(path(key, "data"));
			this.sizes.remove(key);
			this.bytes -= first.getValue();
			this.deleted++;
		}
	}

	/**
	 * Returns keys, newest first.
	 * @param before only older events than this one
	 * @param most the largest number of keys
	 */
	synchronized List<Long> keys(long before, int most) {
		return this.sizes.headMap(before, false).descendingMap().keySet().stream().limit(most).toList();
	}

	/** Returns the attributes of an event, or nothing if it is not stored. */
	synchronized Optional<Attributes> attributes(long key) throws IOException {
		return this.sizes.containsKey(key) ? Optional.of(Attributes.read(Files.readAllBytes(path(key, "json"))))
				: Optional.empty();
	}

	/** Returns the file with the data of an event, or nothing if it is not stored. */
	synchronized Optional<Path> data(long key) {
		return Optional.of(path(key, "data")).filter((_) -> this.sizes.containsKey(key));
	}

	/** Returns how much is stored. */
	synchronized Stored stored() {
		return new Stored(this.sizes.size(), this.bytes, this.deleted);
	}

	/**
	 * How much is stored.
	 *
	 * @param events the number of events
	 * @param bytes the bytes that they take on the disk
	 * @param deleted how many were deleted since the start
	 */
	record Stored(long events, long bytes, long deleted) {
	}

}
