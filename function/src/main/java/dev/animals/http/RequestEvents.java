package dev.animals.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
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

import dev.animals.metrics.Mode;
import dev.animals.rejection.Outcome;
import dev.animals.rejection.Outcome.Accepted;
import dev.animals.rejection.Reason;

import static java.util.Objects.requireNonNull;

/**
 * Reads CloudEvents in HTTP's three modes, and makes events of plain bodies.
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
	 * Reads the body's declared type.
	 * @param headers the request's
	 * @return the type, empty where none is declared, or a refusal of what is no type
	 */
	static Outcome<Optional<MediaType>> type(HttpHeaders headers) {
		try {
			return new Accepted<>(Optional.ofNullable(headers.getContentType()));
		}
		catch (InvalidMediaTypeException ex) {
			return Outcome.rejected(Reason.UNSUPPORTED_TYPE, "The Content-Type is no media type.");
		}
	}

	/**
	 * Says in which mode a request carries its picture.
	 * @param headers the request's
	 * @param type the body's declared type
	 * @return the mode
	 */
	static Mode mode(HttpHeaders headers, Optional<MediaType> type) {
		if (type.filter(BATCH::equalsTypeAndSubtype).isPresent()) {
			return Mode.BATCH;
		}
		if (type.filter(STRUCTURED::equalsTypeAndSubtype).isPresent()) {
			return Mode.STRUCTURED;
		}
		boolean attributes = Stream.of("ce-specversion", "ce-id", "ce-source", "ce-type")
			.anyMatch(headers::containsHeader);
		if (attributes) {
			return Mode.BINARY;
		}
		boolean form = type.filter(MediaType.MULTIPART_FORM_DATA::equalsTypeAndSubtype).isPresent();
		return form ? Mode.MULTIPART : Mode.IMAGE;
	}

	/**
	 * Reads one event in binary or structured mode.
	 * @param headers the request's
	 * @param body the request's
	 * @return the event, or why it is none
	 */
	Outcome<CloudEvent> read(HttpHeaders headers, byte[] body) {
		try {
			MessageReader reader = HttpMessageFactory.createReader(
					(each) -> headers.forEach((name, values) -> values.forEach((value) -> each.accept(name, value))),
					body);
			return new Accepted<>(reader.toEvent());
		}
		catch (RuntimeException ex) {
			return malformed(ex);
		}
	}

	/**
	 * Reads a batch.
	 * @param body a JSON array of events
	 * @param limit the most members that are taken
	 * @return an event or a refusal for each member in order, or why it is no batch
	 */
	Outcome<List<Outcome<CloudEvent>>> readBatch(byte[] body, int limit) {
		List<Outcome<CloudEvent>> members = new ArrayList<>();
		try (JsonParser parser = this.mapper.createParser(body)) {
			if (parser.nextToken() != JsonToken.START_ARRAY) {
				return Outcome.rejected(Reason.MALFORMED_EVENT, "A batch is a JSON array of CloudEvents.");
			}
			while (parser.nextToken() != JsonToken.END_ARRAY) {
				if (members.size() == limit) {
					return Outcome.rejected(Reason.TOO_LARGE, "The batch has more than %d events.".formatted(limit));
				}
				JsonNode member = parser.readValueAsTree();
				members.add(readMember(this.mapper.writeValueAsBytes(member)));
			}
		}
		catch (JacksonException ex) {
			return Outcome.rejected(Reason.MALFORMED_EVENT, "The batch is not valid JSON.");
		}
		if (members.isEmpty()) {
			return Outcome.rejected(Reason.EMPTY, "The batch has no events.");
		}
		return new Accepted<>(members);
	}

	private Outcome<CloudEvent> readMember(byte[] json) {
		try {
			return new Accepted<>(this.format.deserialize(json));
		}
		catch (RuntimeException ex) {
			return malformed(ex);
		}
	}

	// Whatever the library throws at hostile bytes means the same. Its message is not
	// told: it may hold what the request's headers hold.
	private static Outcome<CloudEvent> malformed(RuntimeException ex) {
		logger.debug("A malformed event", ex);
		return Outcome.rejected(Reason.MALFORMED_EVENT,
				"This is no valid CloudEvent: it needs specversion 1.0, an id, a source, a type, and well-formed data.");
	}

	/**
	 * Makes an event of a picture that came without one.
	 * @param bytes the picture
	 * @param type the declared type
	 * @return the event, with an id that no other has
	 */
	static CloudEvent wrap(byte[] bytes, Optional<String> type) {
		CloudEventBuilder event = CloudEventBuilder.v1()
			.withId(UUID.randomUUID().toString())
			.withSource(HTTP_SOURCE)
			.withType(HTTP_TYPE)
			.withData(bytes);
		type.ifPresent(event::withDataContentType);
		return event.build();
	}

}
