package dev.animals.event;

import java.util.Locale;
import java.util.Set;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import org.jspecify.annotations.Nullable;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Takes the photo from an event.
 */
final class EncodedPhoto {

	/** Object stores declare binary/octet-stream, and curl declares a form by default. */
	private static final Set<String> UNSPECIFIC_TYPES = Set.of("", "application/octet-stream", "binary/octet-stream",
			"*/*", "application/x-www-form-urlencoded");

	/**
	 * The CloudEvents extension with the address of the data (claim check). The edge
	 * fetches the photo, so an event that still has only an address is not allowed here.
	 */
	private static final String REFERENCE = "dataref";

	private EncodedPhoto() {
	}

	/**
	 * Returns the bytes of the photo, which may still be no image.
	 * @param event an event of any type whose data is a photo
	 * @return the bytes, at least one
	 * @throws RejectedException if the event has no data, or data of another type
	 */
	static byte[] of(CloudEvent event) {
		if (!mayBeImage(event.getDataContentType())) {
			throw new RejectedException(Reason.UNSUPPORTED_TYPE,
					"The declared type is not an image type. Send a photo as image/jpeg or another image type, as"
							+ " application/octet-stream or without a type.");
		}
		CloudEventData data = event.getData();
		byte[] photo = (data != null) ? data.toBytes() : new byte[0];
		if (photo.length == 0 && event.getExtension(REFERENCE) != null) {
			throw new RejectedException(Reason.OBJECT_NOT_ALLOWED,
					"Only an event in a request of its own may name its photo by dataref. Send this event by itself.");
		}
		if (photo.length == 0) {
			throw new RejectedException(Reason.EMPTY, "The photo has no bytes. Send the bytes of an image file.");
		}
		return photo;
	}

	/**
	 * Rejects only types that rule out a photo. The decoder determines the format from
	 * the bytes, because declared types are often wrong.
	 */
	private static boolean mayBeImage(@Nullable String type) {
		if (type == null) {
			return true;
		}
		String lower = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
		return lower.startsWith("image/") || UNSPECIFIC_TYPES.contains(lower);
	}

}
