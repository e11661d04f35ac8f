package dev.animals.inference;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Rejects malformed requests.
 */
final class Malformed {

	private Malformed() {
	}

	static RejectedException because(String detail, Object... arguments) {
		return new RejectedException(Reason.MALFORMED_INFERENCE, detail.formatted(arguments));
	}

	/**
	 * Returns a name from a request in quotes, if it is safe to repeat in an answer.
	 * @param name the name
	 * @param otherwise the text to return if the name is too long or has characters that
	 * names do not have
	 */
	static String shown(String name, String otherwise) {
		return name.matches("[A-Za-z0-9_.-]{1,40}") ? "'" + name + "'" : otherwise;
	}

}
