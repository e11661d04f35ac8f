package dev.animals.event;

/**
 * The types of the events that the functions return. They are part of the public
 * contract.
 */
public final class EventTypes {

	/** A photo was classified; the data is an {@link Answer}. */
	public static final String CLASSIFIED = "dev.animals.image.classified.v1";

	/** A photo was explained; the data is an {@link Explanation} or a PNG. */
	public static final String EXPLAINED = "dev.animals.image.explained.v1";

	/** A photo was rejected; the data is a problem (RFC 9457). */
	public static final String REJECTED = "dev.animals.image.rejected.v1";

	private EventTypes() {
	}

}
