package dev.animals.program;

import java.io.IOException;

import dev.animals.model.InvalidModelException;
import dev.animals.photos.InvalidPhotosException;

/**
 * Runs a program's work.
 */
public final class Program {

	private Program() {
	}

	/**
	 * Runs the work. If its input is wrong, such as the photos or the model, it prints
	 * why and ends the process with status 1.
	 * @param work the work
	 * @throws IOException if the work throws it
	 */
	public static void run(Work work) throws IOException {
		try {
			work.run();
		}
		catch (InvalidInputException | InvalidPhotosException | InvalidModelException ex) {
			System.err.println(ex.getMessage());
			System.exit(1);
		}
	}

	/** Work that reads and writes files. */
	public interface Work {

		/**
		 * Does the work.
		 * @throws IOException if a file cannot be read or written
		 */
		void run() throws IOException;

	}

}
