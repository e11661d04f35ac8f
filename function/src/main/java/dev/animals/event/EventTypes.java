package dev.animals.event;

/**
 * The published names of the events that the functions give.
 */
public final class EventTypes {

	/** A picture was classified; its data is an {@link Answer}. */
	public static final String CLASSIFIED = "dev.animals.image.classified.v1";

	/** A picture was refused; its data is a problem of RFC 9457. */
	public static final String REJECTED = "dev.animals.image.rejected.v1";

	private EventTypes() {
	}

}
