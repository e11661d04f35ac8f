package dev.animals.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

import dev.animals.event.Mode;
import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

import static java.util.Objects.requireNonNull;

/**
 * Reads CloudEvents in the three modes of HTTP (binary, structured and batched), and
 * wraps photos that arrive without an event.
 */
class RequestEvents {

	static final MediaType STRUCTURED = MediaType.parseMediaType(JsonFormat.CONTENT_TYPE);

	static final MediaType BATCH = MediaType.parseMediaType("application/cloudevents-batch+json");

	private static final URI HTTP_SOURCE = URI.create("/animals/http");

	private static final String HTTP_TYPE = "dev.animals.image.sent.v1";

	private static final Logger logger = LoggerFactory.getLogger(RequestEvents.class);

	private final EventFormat format = requireNonNull(
			EventFormatProvider.getInstance().resolveFormat(JsonFormat.CONTENT_TYPE));

	private final JsonMapper mapper;

	RequestEvents(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * Returns the declared type of the body.
	 * @param headers the headers of the request
	 * @return the type; null if none is declared
	 * @throws RejectedException if the header is not a media type
	 */
	static @Nullable MediaType type(HttpHeaders headers) {
		try {
			return headers.getContentType();
		}
		catch (InvalidMediaTypeException ex) {
			throw new RejectedException(Reason.UNSUPPORTED_TYPE, "The Content-Type header is not a valid media type.");
		}
	}

	/**
	 * Returns the mode in which the photo arrives.
	 * @param headers the headers of the request
	 * @return the mode
	 * @throws RejectedException if the Content-Type header is not a media type
	 */
	static Mode mode(HttpHeaders headers) {
		MediaType type = type(headers);
		if (BATCH.equalsTypeAndSubtype(type)) {
			return Mode.BATCH;
		}
		if (STRUCTURED.equalsTypeAndSubtype(type)) {
			return Mode.STRUCTURED;
		}
		if (Stream.of("ce-specversion", "ce-id", "ce-source", "ce-type").anyMatch(headers::containsHeader)) {
			return Mode.BINARY;
		}
		return MediaType.MULTIPART_FORM_DATA.equalsTypeAndSubtype(type) ? Mode.MULTIPART : Mode.IMAGE;
	}

	/**
	 * Reads an event in binary or structured mode.
	 * @param headers the headers of the request
	 * @param body the body of the request
	 * @return the event
	 * @throws RejectedException if the request is not a valid CloudEvent
	 */
	CloudEvent read(HttpHeaders headers, byte[] body) {
		try {
			return HttpMessageFactory
				.createReader((each) -> headers
					.forEach((name, values) -> values.forEach((value) -> each.accept(name, value))), body)
				.toEvent();
		}
		catch (RuntimeException ex) {
			throw malformed(ex);
		}
	}

	/**
	 * Splits a batch into its members without reading them.
	 * @param body a JSON array of CloudEvents
	 * @param limit the largest number of members
	 * @return the JSON of each member, in order
	 * @throws RejectedException if the body is not a JSON array, is empty, or has more
	 * members than the limit
	 */
	List<byte[]> split(byte[] body, int limit) {
		List<byte[]> members = new ArrayList<>();
		try (JsonParser parser = this.mapper.createParser(body)) {
			if (parser.nextToken() != JsonToken.START_ARRAY) {
				throw new RejectedException(Reason.MALFORMED_EVENT, "A batch must be a JSON array of CloudEvents.");
			}
			while (parser.nextToken() != JsonToken.END_ARRAY) {
				if (members.size() == limit) {
					throw new RejectedException(Reason.TOO_LARGE,
							"The batch has more than %d events. Split it into smaller batches.".formatted(limit));
				}
				JsonNode member = parser.readValueAsTree();
				members.add(this.mapper.writeValueAsBytes(member));
			}
		}
		catch (JacksonException ex) {
			throw new RejectedException(Reason.MALFORMED_EVENT, "The batch is not valid JSON.");
		}
		if (members.isEmpty()) {
			throw new RejectedException(Reason.EMPTY, "The batch has no events. Send at least one.");
		}
		return members;
	}

	/**
	 * Reads a member of a batch.
	 * @param json the JSON of the member
	 * @return the event
	 * @throws RejectedException if the member is not a valid CloudEvent
	 */
	CloudEvent readMember(byte[] json) {
		try {
			return requireNonNull(this.format.deserialize(json), "The member is null");
		}
		catch (RuntimeException ex) {
			throw malformed(ex);
		}
	}

	/**
	 * Turns any exception of the CloudEvents library into the same rejection. Its message
	 * is not passed on, because it may contain values of request headers.
	 */
	private static RejectedException malformed(RuntimeException ex) {
		logger.debug("Malformed event", ex);
		return new RejectedException(Reason.MALFORMED_EVENT, "This is not a valid CloudEvent. "
				+ "It needs specversion 1.0, an id, a source, a type and well-formed data.");
	}

	/**
	 * Wraps a photo that arrived without an event.
	 * @param photo the bytes of the photo
	 * @param type the declared type of the photo; null if none is declared
	 * @return an event with a unique id whose data is the photo
	 */
	static CloudEvent wrap(byte[] photo, @Nullable String type) {
		CloudEventBuilder event = CloudEventBuilder.v1()
			.withId(UUID.randomUUID().toString())
			.withSource(HTTP_SOURCE)
			.withType(HTTP_TYPE)
			.withData(photo);
		return ((type != null) ? event.withDataContentType(type) : event).build();
	}

}
