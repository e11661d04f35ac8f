package dev.animals.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads the priority that Linux gives to a thread.
 */
public final class ThreadPriority {

	/** The position of the nice value in {@code stat}, after the name of the thread. */
	private static final int NICE = 16;

	private ThreadPriority() {
	}

	/**
	 * Returns the nice value of the current thread.
	 * @return the value, between -20 and 19
	 */
	public static int nice() {
		try {
			String stat = Files.readString(Path.of("/proc/thread-self/stat"));
			return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE]);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
