package dev.animals.release.deadletters;

import java.io.IOException;
import java.io.Serial;

/**
 * A request is not a CloudEvent. The message is a sentence for the sender.
 */
final class MalformedEventException extends IOException {

	@Serial
	private static final long serialVersionUID = 1;

	MalformedEventException(String message) {
		super(message);
	}

}
