package dev.animals.event;

import io.cloudevents.CloudEvent;

/**
 * Lets fuzz tests of other packages read the photos of events.
 */
public final class EventPhotos {

	private EventPhotos() {
	}

	/**
	 * Reads the photo of an event.
	 * @param event the event
	 * @return the bytes of the photo
	 * @throws dev.animals.rejection.RejectedException if the event has no data, or data
	 * of a type that cannot be a photo
	 */
	public static byte[] read(CloudEvent event) {
		return EncodedPhoto.of(event);
	}

}
