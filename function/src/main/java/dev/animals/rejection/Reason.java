package dev.animals.rejection;

import java.util.Locale;

/**
 * A reason why a request is rejected. Its {@link #toString() text}, for instance
 * {@code too-large}, ends the type of the problem and is the value of the metric tag
 * {@code reason}.
 */
public enum Reason {

	EMPTY, MALFORMED_EVENT, MALFORMED_INFERENCE, INVALID_PREDICTION, INVALID_PARAMETER, UNKNOWN_PARAMETER,
	QUERY_TOO_LONG, UNKNOWN_LABEL, UNSUPPORTED_TYPE, UNSUPPORTED_ENCODING, NOT_AN_IMAGE, CORRUPT, TOO_SMALL, TOO_NARROW,
	TOO_MANY_PIXELS, NOT_EXPLAINABLE, TOO_LARGE, SLOW_UPLOAD, OVERLOADED, NOT_FOUND, METHOD_NOT_ALLOWED,
	UNAUTHENTICATED, RATE_LIMITED, ISSUER_UNREACHABLE, OBJECT_NOT_ALLOWED, PRIVATE_ADDRESS, OBJECT_UNREADABLE,
	OBJECT_STORE_UNREACHABLE;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
