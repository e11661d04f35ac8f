package dev.animals.folder;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.program.InvalidInputException;

/**
 * The file of answers, which has a line of JSON for each photo. Each line is written at
 * once, so that an interrupted run leaves at most the last line incomplete.
 */
final class AnswersFile implements AutoCloseable {

	/** How each line begins. A file whose last line begins differently is not changed. */
	private static final String BEGIN = "{\"path\":";

	private final Path path;

	private final JsonMapper mapper;

	private final FileChannel channel;

	private final Set<String> done = new HashSet<>();

	private AnswersFile(Path path, JsonMapper mapper, FileChannel channel) {
		this.path = path;
		this.mapper = mapper;
		this.channel = channel;
	}

	/**
	 * Opens the file of an earlier run, or creates a new one. If the last line is
	 * incomplete, it is removed.
	 * @param path the file
	 * @param mapper the mapper of the service
	 * @param lines gets each complete line
	 * @return the file
	 * @throws InvalidInputException if the file contains something else, or if another
	 * run is writing it
	 * @throws IOException if the file cannot be read or written
	 */
	static AnswersFile open(Path path, JsonMapper mapper, Consumer<Line> lines) throws IOException {
		FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE);
		AnswersFile file = new AnswersFile(path, mapper, channel);
		try {
			if (channel.tryLock() == null) {
				throw new InvalidInputException("Another run is writing %s.".formatted(path));
			}
			file.readLines(lines);
			return file;
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	private void readLines(Consumer<Line> lines) throws IOException {
		boolean complete = this.channel.size() == 0 || byteBefore(this.channel.size()) == '\n';
		// The last line may end in the middle of a character. This reader accepts that,
		// unlike the one of Files. The reader is not closed, because closing it would
		// release the lock.
		BufferedReader reader = new BufferedReader(
				new InputStreamReader(Channels.newInputStream(this.channel), StandardCharsets.UTF_8));
		String next = reader.readLine();
		while (next != null) {
			String text = next;
			next = reader.readLine();
			if (next == null && !complete) {
				removeLastLine(text);
			}
			else {
				Line line = parse(text);
				this.done.add(line.path());
				lines.accept(line);
			}
		}
		this.channel.position(this.channel.size());
	}

	private Line parse(String text) {
		try {
			Line line = this.mapper.readValue(text, Line.class);
			if (text.startsWith(BEGIN) && (line.answer() == null) != (line.rejection() == null)) {
				return line;
			}
		}
		catch (JacksonException ex) {
			// The message below says what to do.
		}
		throw unknownContent();
	}

	private void removeLastLine(String text) throws IOException {
		if (!text.startsWith(BEGIN) && !BEGIN.startsWith(text)) {
			throw unknownContent();
		}
		long end = this.channel.size();
		while (end > 0 && byteBefore(end) != '\n') {
			end--;
		}
		this.channel.truncate(end);
	}

	private int byteBefore(long position) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(1);
		this.channel.read(buffer, position - 1);
		return buffer.get(0);
	}

	private InvalidInputException unknownContent() {
		return new InvalidInputException(
				"%s exists and was not written by make classify. Choose another file with OUT=FILE."
					.formatted(this.path));
	}

	/**
	 * Returns whether an earlier run wrote the line of a photo.
	 * @param photo the photo's path relative to its folder
	 * @return whether the photo can be skipped
	 */
	boolean contains(String photo) {
		return this.done.contains(photo);
	}

	/**
	 * Appends a line.
	 * @param line the line
	 * @throws IOException if it cannot be written
	 */
	synchronized void append(Line line) throws IOException {
		ByteBuffer bytes = StandardCharsets.UTF_8.encode(this.mapper.writeValueAsString(line) + "\n");
		while (bytes.hasRemaining()) {
			this.channel.write(bytes);
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
