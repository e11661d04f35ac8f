package dev.animals.container;

/**
 * Thrown when the image cannot be assembled on this machine or from this input. The
 * message explains why to the person who runs the build.
 */
final class CannotAssembleException extends RuntimeException {

	CannotAssembleException(String message) {
		super(message);
	}

}
