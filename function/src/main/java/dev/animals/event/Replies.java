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

import dev.animals.rejection.RejectedException;

/**
 * Creates the events that answer events. A reply names the request as its cause and
 * copies its subject and its trace. It copies nothing else, because other attributes may
 * be confidential.
 */
public class Replies {

	private static final URI SOURCE = URI.create("/animals");

	/** The CloudEvents extension for distributed tracing. */
	private static final String[] TRACE = { "traceparent", "tracestate" };

	private final Rejections rejections;

	private final JsonMapper mapper;

	private final Clock clock;

	/**
	 * Creates the replies.
	 * @param rejections counts and logs rejections
	 * @param mapper writes the data of a reply
	 * @param clock tells the time of a reply
	 */
	public Replies(Rejections rejections, JsonMapper mapper, Clock clock) {
		this.rejections = rejections;
		this.mapper = mapper;
		this.clock = clock;
	}

	/**
	 * Replies with a classification.
	 * @param request the event to answer
	 * @param answer the answer; its id becomes the id of the reply
	 * @return the reply
	 */
	public CloudEvent classified(CloudEvent request, Answer answer) {
		return reply(request, answer.id(), EventTypes.CLASSIFIED, "application/json", json(answer));
	}

	/**
	 * Replies with an explanation.
	 * @param request the event to answer
	 * @param explanation the explanation; its id becomes the id of the reply
	 * @return the reply
	 */
	public CloudEvent explained(CloudEvent request, Explanation explanation) {
		return reply(request, explanation.id(), EventTypes.EXPLAINED, "application/json", json(explanation));
	}

	/**
	 * Replies with the drawing of an explanation.
	 * @param request the event to answer
	 * @param png the drawing
	 * @return the reply
	 */
	public CloudEvent drawn(CloudEvent request, byte[] png) {
		return reply(request, explanationId(request), EventTypes.EXPLAINED, "image/png", png);
	}

	/**
	 * Reports a rejection and replies with its problem.
	 * @param request the event to answer; null if the request is not a valid event
	 * @param rejected the rejection
	 * @return the reply
	 */
	public CloudEvent rejected(@Nullable CloudEvent request, RejectedException rejected) {
		String id = (request != null) ? id(request) : UUID.randomUUID().toString();
		return reply(request, id, EventTypes.REJECTED, "application/problem+json",
				json(this.rejections.report(rejected)));
	}

	/**
	 * Derives the id of a reply from its request. A repeated request gets the same id, so
	 * that receivers can drop the second reply.
	 * @param request the event to answer
	 * @return an id derived from the source and the id of the request, which together are
	 * unique
	 */
	static String id(CloudEvent request) {
		return uuid(request.getSource() + "\n" + request.getId());
	}

	/**
	 * Derives the id of an explanation, which differs from that of a classification,
	 * because the same event may be sent for both.
	 * @param request the event to answer
	 * @return an id derived from the source and the id of the request
	 */
	static String explanationId(CloudEvent request) {
		return uuid(request.getSource() + "\n" + request.getId() + "\n" + EventTypes.EXPLAINED);
	}

	private static String uuid(String name) {
		return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
	}

	private byte[] json(Object data) {
		return this.mapper.writeValueAsBytes(data);
	}

	private CloudEvent reply(@Nullable CloudEvent request, String id, String type, String contentType, byte[] data) {
		CloudEventBuilder reply = CloudEventBuilder.v1()
			.withId(id)
			.withSource(SOURCE)
			.withType(type)
			.withTime(OffsetDateTime.now(this.clock))
			.withData(contentType, data);
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
