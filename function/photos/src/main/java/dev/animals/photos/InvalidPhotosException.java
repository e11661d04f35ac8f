package dev.animals.photos;

/**
 * Thrown when a folder is not a folder of labelled photos. The message says what is wrong
 * and where.
 */
public class InvalidPhotosException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param message a sentence for the person who named the folder
	 */
	public InvalidPhotosException(String message) {
		super(message);
	}

}
