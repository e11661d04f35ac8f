package dev.animals.program;

/**
 * Thrown when a program cannot work with its input. The message says why.
 */
public class InvalidInputException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param message a sentence for the person who started the program
	 */
	public InvalidInputException(String message) {
		super(message);
	}

}
