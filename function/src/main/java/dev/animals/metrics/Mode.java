package dev.animals.metrics;

import java.util.Locale;

/**
 * How a picture came in.
 */
public enum Mode {

	/** The body was the picture. */
	IMAGE,

	/** A part of a form was the picture. */
	MULTIPART,

	/** A CloudEvent in binary mode. */
	BINARY,

	/** A CloudEvent in structured mode. */
	STRUCTURED,

	/** A member of a batch of CloudEvents. */
	BATCH,

	/** An event through another adapter of the function than our HTTP. */
	FUNCTION;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
