package dev.animals.container;

/**
 * The image cannot be made on this machine, or of what was given; the message says why in
 * a sentence.
 */
final class CannotAssembleException extends RuntimeException {

	CannotAssembleException(String message) {
		super(message);
	}

}
