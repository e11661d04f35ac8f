package dev.animals.event;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.rejection.Problem;

/**
 * Makes the events that answer events. A reply keeps the subject and the trace of what it
 * answers, names it as its cause, and keeps nothing else of it.
 */
public class Replies {

	private static final URI SOURCE = URI.create("/animals");

	/** The extensions of the distributed tracing specification of CloudEvents. */
	private static final String[] TRACE = { "traceparent", "tracestate" };

	private final JsonMapper mapper;

	private final Clock clock;

	/**
	 * Creates the maker of replies.
	 * @param mapper writes the data
	 * @param clock tells a reply's time
	 */
	public Replies(JsonMapper mapper, Clock clock) {
		this.mapper = mapper;
		this.clock = clock;
	}

	/**
	 * Answers with a classification.
	 * @param request what is answered
	 * @param answer its answer, whose id becomes the reply's
	 * @return the reply
	 */
	public CloudEvent classified(CloudEvent request, Answer answer) {
		return reply(request, answer.id(), EventTypes.CLASSIFIED, "application/json", answer);
	}

	/**
	 * Answers with a refusal.
	 * @param request what is answered; null where it was too malformed to be an event
	 * @param problem why it is refused
	 * @return the reply
	 */
	public CloudEvent rejected(@Nullable CloudEvent request, Problem problem) {
		String id = (request != null) ? id(request) : UUID.randomUUID().toString();
		return reply(request, id, EventTypes.REJECTED, "application/problem+json", problem);
	}

	/**
	 * The id of the answer to an event: the same whenever the event comes again, so that
	 * receivers can drop the second.
	 * @param request the event
	 * @return an id derived from the event's source and id, which together are unique
	 */
	static String id(CloudEvent request) {
		byte[] name = (request.getSource() + "\n" + request.getId()).getBytes(StandardCharsets.UTF_8);
		return UUID.nameUUIDFromBytes(name).toString();
	}

	private CloudEvent reply(@Nullable CloudEvent request, String id, String type, String contentType, Object data) {
		CloudEventBuilder reply = CloudEventBuilder.v1()
			.withId(id)
			.withSource(SOURCE)
			.withType(type)
			.withTime(OffsetDateTime.now(this.clock))
			.withData(contentType, this.mapper.writeValueAsBytes(data));
		if (request != null) {
			reply.withExtension("causationid", request.getId());
			if (request.getSubject() != null) {
				reply.withSubject(request.getSubject());
			}
			for (String name : TRACE) {
				if (request.getExtension(name) != null) {
					reply.withExtension(name, String.valueOf(request.getExtension(name)));
				}
			}
		}
		return reply.build();
	}

}
