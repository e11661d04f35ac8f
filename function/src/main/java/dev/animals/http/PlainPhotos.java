package dev.animals.http;

import java.net.URI;
import java.util.UUID;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

import dev.animals.rejection.RejectedException;

/**
 * Reads photos that arrive without an event, as the body or in JSON, and wraps them in
 * one.
 */
class PlainPhotos {

	private static final URI SOURCE = URI.create("/animals/http");

	private static final String TYPE = "dev.animals.image.sent.v1";

	private final JsonMapper mapper;

	PlainPhotos(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * Reads the photo in a body.
	 * @param headers the headers of the request
	 * @param body the body of the request
	 * @return an event whose data is the photo
	 * @throws RejectedException if the body is JSON without a photo
	 */
	CloudEvent read(HttpHeaders headers, byte[] body) {
		if (!MediaType.APPLICATION_JSON.equalsTypeAndSubtype(RequestEvents.type(headers))) {
			return wrap(body, headers.getFirst(HttpHeaders.CONTENT_TYPE));
		}
		return beginsLikeImage(body) ? wrap(body, null) : ImageJson.read(this.mapper, body);
	}

	/**
	 * Returns whether a body that is declared as JSON begins like an image, as no JSON
	 * does. Clients that are generated from the contract declare JSON for every body.
	 */
	private static boolean beginsLikeImage(byte[] body) {
		return switch (body[0] & 0xff) {
			case 0xff, 0x89, 'G', 'R', 'B' -> true;
			default -> false;
		};
	}

	/**
	 * Wraps a photo.
	 * @param photo the bytes of the photo
	 * @param type the declared type of the photo; null if none is declared
	 * @return an event with a unique id whose data is the photo
	 */
	static CloudEvent wrap(byte[] photo, @Nullable String type) {
		CloudEventBuilder event = CloudEventBuilder.v1()
			.withId(UUID.randomUUID().toString())
			.withSource(SOURCE)
			.withType(TYPE)
			.withData(photo);
		return ((type != null) ? event.withDataContentType(type) : event).build();
	}

}
