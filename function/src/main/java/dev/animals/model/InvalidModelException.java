package dev.animals.model;

/**
 * The model cannot be used. The message is a sentence that says why.
 */
public class InvalidModelException extends RuntimeException {

	InvalidModelException(String message) {
		super(message);
	}

	InvalidModelException(String message, Throwable cause) {
		super(message, cause);
	}

}
