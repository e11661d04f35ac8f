package dev.animals.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;

/**
 * Describes why an event is malformed (CloudEvents 1.0.2, section 3). The descriptions
 * repeat no value of the event, because headers may contain secrets.
 */
final class EventFaults {

	private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");

	private static final String PREFIX = "ce-";

	private static final String DATA = "data_base64";

	private static final Pattern NAME = Pattern.compile("[a-z0-9]+|" + DATA);

	private final Map<String, String> attributes;

	private EventFaults(Map<String, String> attributes) {
		this.attributes = attributes;
	}

	/**
	 * Describes the fault of an event in binary mode.
	 * @param headers the headers of the request
	 * @return a sentence
	 */
	static String of(HttpHeaders headers) {
		Map<String, String> attributes = new TreeMap<>();
		headers.forEach((header, values) -> {
			String name = header.toLowerCase(Locale.ROOT);
			if (name.startsWith(PREFIX)) {
				attributes.put(name.substring(PREFIX.length()), String.join(",", values));
			}
		});
		return new EventFaults(attributes).describe();
	}

	/**
	 * Describes the fault of an event in structured mode.
	 * @param mapper reads the JSON
	 * @param json the event
	 * @return a sentence
	 */
	static String of(JsonMapper mapper, byte[] json) {
		JsonNode event;
		try {
			event = mapper.readTree(json);
		}
		catch (JacksonException ex) {
			return "The CloudEvent is not valid JSON.";
		}
		if (!event.isObject()) {
			return "The CloudEvent is not a JSON object.";
		}
		Map<String, String> attributes = new TreeMap<>();
		event.properties().forEach((member) -> attributes.put(member.getKey(), member.getValue().asString("")));
		return new EventFaults(attributes).describe();
	}

	private String describe() {
		for (String name : REQUIRED) {
			if (value(name).isEmpty()) {
				return "The CloudEvent has no %s. It needs specversion, id, source and type.".formatted(name);
			}
		}
		if (!value("specversion").equals("1.0")) {
			return "The CloudEvent has a specversion other than 1.0. Send 1.0.";
		}
		if (!isUri(value("source"))) {
			return "The source of the CloudEvent is not a URI reference. Write a space as %20.";
		}
		if (!isTime(value("time"))) {
			return "The time of the CloudEvent is not in the format of RFC 3339. "
					+ "Send for instance 2026-11-30T12:00:00Z or 2026-11-30T13:00:00+01:00.";
		}
		if (!this.attributes.keySet().stream().allMatch((name) -> NAME.matcher(name).matches())) {
			return "The CloudEvent has an attribute whose name is not allowed. "
					+ "Names consist of lower-case letters and digits.";
		}
		if (!isBase64(value(DATA))) {
			return "The data_base64 of the CloudEvent is not Base64.";
		}
		return "This is not a valid CloudEvent. It needs specversion 1.0, an id, a source, a type and valid data.";
	}

	private String value(String name) {
		return this.attributes.getOrDefault(name, "");
	}

	private static boolean isUri(String text) {
		try {
			URI _ = new URI(text);
			return true;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	private static boolean isTime(String text) {
		try {
			if (!text.isEmpty()) {
				OffsetDateTime _ = OffsetDateTime.parse(text);
			}
			return true;
		}
		catch (DateTimeParseException ex) {
			return false;
		}
	}

	private static boolean isBase64(String text) {
		try {
			byte[] _ = Base64.getDecoder().decode(text);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
