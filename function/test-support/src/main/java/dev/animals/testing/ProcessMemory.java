package dev.animals.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The resident memory of a process, read from Linux's {@code /proc}.
 *
 * @param pid the id of the process
 */
public record ProcessMemory(long pid) {

	/**
	 * Reads how much memory is resident now.
	 * @return resident memory in bytes
	 */
	public long resident() {
		return bytes("VmRSS:");
	}

	/**
	 * Reads the highest resident memory since the process started.
	 * @return peak resident memory in bytes
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
