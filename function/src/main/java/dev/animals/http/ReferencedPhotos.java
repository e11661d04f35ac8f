package dev.animals.http;

import java.io.IOException;
import java.net.URI;
import java.util.function.Function;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.builder.CloudEventBuilder;

import dev.animals.event.Mode;
import dev.animals.event.Stage;
import dev.animals.event.Stages;
import dev.animals.objects.ObjectStores;
import dev.animals.objects.StoredObject;
import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Fetches the photos of events that name their photo by the CloudEvents extension
 * {@code dataref} (claim check) instead of carrying it. The photo counts against the
 * memory for bodies. It is fetched on the thread of the request, so a slow object store
 * keeps no prediction waiting.
 */
class ReferencedPhotos {

	private static final String REFERENCE = "dataref";

	private final ObjectStores stores;

	private final RequestBodies bodies;

	private final Stages stages;

	ReferencedPhotos(ObjectStores stores, RequestBodies bodies, Stages stages) {
		this.stores = stores;
		this.bodies = bodies;
		this.stages = stages;
	}

	/**
	 * Applies an action to an event with its photo.
	 * @param <T> the type of the result
	 * @param event the event. If it has data, nothing is fetched.
	 * @param mode how the event arrived
	 * @param action takes the event with the photo as its data
	 * @return the result of the action
	 * @throws RejectedException if the action throws it, or if the photo may not or
	 * cannot be fetched
	 */
	<T> T fetch(CloudEvent event, Mode mode, Function<CloudEvent, T> action) {
		CloudEventData data = event.getData();
		Object reference = event.getExtension(REFERENCE);
		if (reference == null || (data != null && data.toBytes().length > 0)) {
			return action.apply(event);
		}
		URI address = address(reference.toString());
		try (Body photo = this.stages.measure(Stage.FETCH, mode, () -> read(address))) {
			return action
				.apply(CloudEventBuilder.v1(event).withoutExtension(REFERENCE).withData(photo.bytes()).build());
		}
	}

	private static URI address(String reference) {
		try {
			return URI.create(reference);
		}
		catch (IllegalArgumentException ex) {
			throw new RejectedException(Reason.MALFORMED_EVENT, "The dataref of the CloudEvent is not a URI.");
		}
	}

	private Body read(URI address) {
		try (StoredObject object = this.stores.open(address)) {
			return this.bodies.read(object);
		}
		catch (IOException ex) {
			throw ObjectStores.unreachable(ex);
		}
	}

}
