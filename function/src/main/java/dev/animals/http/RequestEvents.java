package dev.animals.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.cloudevents.CloudEvent;
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
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

import dev.animals.event.Mode;
import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

import static java.util.Objects.requireNonNull;

/**
 * Reads CloudEvents in the three modes of HTTP: binary, structured and batched.
 */
class RequestEvents {

	static final MediaType STRUCTURED = MediaType.parseMediaType(JsonFormat.CONTENT_TYPE);

	static final MediaType BATCH = MediaType.parseMediaType("application/cloudevents-batch+json");

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
		String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
		if (type == null) {
			return null;
		}
		try {
			// Parameters are not read, because clients send invalid ones
			// (charset=binary).
			return MediaType.parseMediaType(type.split(";", 2)[0]);
		}
		catch (InvalidMediaTypeException ex) {
			throw new RejectedException(Reason.UNSUPPORTED_TYPE,
					"The Content-Type header is not a valid media type. Send a photo as image/jpeg or without a type.");
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
	 * Returns whether a request is an event in binary mode that may name its photo
	 * instead of carrying it.
	 * @param headers the headers of the request
	 * @return whether the body may be empty
	 */
	static boolean hasReference(HttpHeaders headers) {
		return headers.containsHeader("ce-dataref") && mode(headers) == Mode.BINARY;
	}

	/**
	 * Reads an event in binary or structured mode.
	 * @param headers the headers of the request
	 * @param body the body of the request
	 * @return the event
	 * @throws RejectedException if the request is not a valid CloudEvent
	 */
	CloudEvent read(HttpHeaders headers, byte[] body) {
		if (STRUCTURED.equalsTypeAndSubtype(type(headers))) {
			return readStructured(body);
		}
		try {
			return requireNames(
					HttpMessageFactory
						.createReader(
								(each) -> headers
									.forEach((name, values) -> values.forEach((value) -> each.accept(name, value))),
								body)
						.toEvent());
		}
		catch (RuntimeException ex) {
			throw malformed(ex, EventFaults.of(headers));
		}
	}

	/**
	 * Splits a batch into its members without reading them. A tree of the whole batch
	 * would take many times its memory, and building it would delay other requests.
	 * @param body a JSON array of CloudEvents in UTF-8
	 * @param limit the largest number of members
	 * @return the JSON of each member, in order
	 * @throws RejectedException if the body is not a JSON array, is empty, or has more
	 * members than the limit
	 */
	List<byte[]> split(byte[] body, int limit) {
		List<byte[]> members = new ArrayList<>();
		try (JsonParser parser = this.mapper.createParser(body)) {
			if (parser.nextToken() != JsonToken.START_ARRAY || parser.currentLocation().getByteOffset() < 0) {
				throw new RejectedException(Reason.MALFORMED_EVENT,
						"A batch must be a JSON array of CloudEvents in UTF-8.");
			}
			while (parser.nextToken() != JsonToken.END_ARRAY) {
				if (members.size() == limit) {
					throw new RejectedException(Reason.TOO_LARGE,
							"The batch has more than %d events. Split it into smaller batches.".formatted(limit));
				}
				int start = (int) parser.currentTokenLocation().getByteOffset();
				parser.skipChildren();
				parser.finishToken();
				members.add(Arrays.copyOfRange(body, start, (int) parser.currentLocation().getByteOffset()));
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
	 * Reads an event in structured mode or a member of a batch. The library would only
	 * recognise a Content-Type in lower case.
	 * @param json the JSON of the event
	 * @return the event
	 * @throws RejectedException if the member is not a valid CloudEvent
	 */
	CloudEvent readStructured(byte[] json) {
		try {
			return requireNames(requireNonNull(this.format.deserialize(json), "The event is null"));
		}
		catch (RuntimeException ex) {
			throw malformed(ex, EventFaults.of(this.mapper, json));
		}
	}

	/**
	 * Rejects an event whose id, source or type is empty, which the library accepts. The
	 * id of an answer is derived from the id and the source of its event.
	 */
	private static CloudEvent requireNames(CloudEvent event) {
		if (event.getId().isEmpty() || event.getSource().toString().isEmpty() || event.getType().isEmpty()) {
			throw new IllegalStateException("An attribute that every event needs is empty");
		}
		return event;
	}

	/**
	 * Turns an exception of the CloudEvents library into a rejection. Its message is not
	 * passed on, because it may contain values of request headers.
	 */
	private static RejectedException malformed(RuntimeException ex, String fault) {
		logger.debug("Malformed event", ex);
		return new RejectedException(Reason.MALFORMED_EVENT, fault);
	}

}
