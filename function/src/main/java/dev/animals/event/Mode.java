package dev.animals.event;

import java.util.Locale;

/**
 * How a photo arrives. The {@link #toString() text} is the value of the metric tag
 * {@code mode}.
 */
public enum Mode {

	/** The photo is the body of the request. */
	IMAGE,

	/** The photo is a part of a form. */
	MULTIPART,

	/** The photo is the data of a CloudEvent in binary mode. */
	BINARY,

	/** The photo is the data of a CloudEvent in structured mode. */
	STRUCTURED,

	/** The photo is the data of one CloudEvent in a batch. */
	BATCH,

	/** The photo is in a tensor of the Open Inference Protocol. */
	OPEN_INFERENCE,

	/** The photo arrives through another adapter of Spring Cloud Function. */
	FUNCTION;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
