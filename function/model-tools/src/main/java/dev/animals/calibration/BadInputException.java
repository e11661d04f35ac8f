package dev.animals.calibration;

/**
 * The photos or their labels cannot be used; the message says why in a sentence.
 */
final class BadInputException extends RuntimeException {

	BadInputException(String message) {
		super(message);
	}

}
