package dev.animals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much of a process's memory is in RAM, as Linux says in {@code /proc}.
 *
 * @param pid the process's id
 */
public record ProcessMemory(long pid) {

	/**
	 * What is in RAM now.
	 * @return in bytes
	 */
	public long resident() {
		return bytes("VmRSS:");
	}

	/**
	 * The most that ever was.
	 * @return in bytes
	 */
	public long peak() {
		return bytes("VmHWM:");
	}

	private long bytes(String name) {
		try {
			return Files.readAllLines(Path.of("/proc", Long.toString(this.pid), "status"))
				.stream()
				.filter((line) -> line.startsWith(name))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
				.findFirst()
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
