package dev.animals.program;

import java.io.IOException;

import dev.animals.model.InvalidModelException;
import dev.animals.photos.InvalidPhotosException;

/**
 * Runs the programs of this module.
 */
public final class Program {

	private Program() {
	}

	/**
	 * Runs the work of a program. If its input is invalid, for instance the photos or the
	 * model, this prints why and ends the process with status 1.
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

	/** The work of a program. */
	public interface Work {

		/**
		 * Does the work.
		 * @throws IOException if a file cannot be read or written
		 */
		void run() throws IOException;

	}

}
