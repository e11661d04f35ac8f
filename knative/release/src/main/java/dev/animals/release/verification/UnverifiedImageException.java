package dev.animals.release.verification;

/**
 * An image has no valid signature, bill of materials or provenance, so it must not be
 * deployed.
 */
public final class UnverifiedImageException extends RuntimeException {

	UnverifiedImageException(String message) {
		super(message);
	}

}
