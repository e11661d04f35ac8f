package dev.animals.model;

/**
 * The model's folder cannot be used; the message says why in a sentence.
 */
public class InvalidModelException extends RuntimeException {

	InvalidModelException(String message) {
		super(message);
	}

	InvalidModelException(String message, Throwable cause) {
		super(message, cause);
	}

}
