package dev.animals.release.deadletters;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The context attributes and extensions of a CloudEvent by their names.
 */
record Attributes(SortedMap<String, String> values) {

	static final JsonMapper MAPPER = new JsonMapper();

	private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");

	private static final int MOST_BYTES = 64 << 10;

	/**
	 * Reads the headers of an event in binary mode.
	 * @throws MalformedEventException if a required attribute is missing, or if all
	 * together are too long
	 */
	static Attributes ofHeaders(Map<String, List<String>> headers) throws MalformedEventException {
		SortedMap<String, String> values = new TreeMap<>();
		headers.forEach((header, lines) -> {
			String name = header.toLowerCase(Locale.ROOT);
			if (name.startsWith("ce-")) {
				values.put(name.substring(3), percentDecoded(lines.getFirst()));
			}
			else if (name.equals("content-type")) {
				values.put("datacontenttype", lines.getFirst());
			}
		});
		return checked(values);
	}

	/**
	 * Reads what {@link #json} returned.
	 * @throws JacksonException if it is something else
	 */
	static Attributes read(byte[] json) {
		SortedMap<String, String> values = new TreeMap<>();
		MAPPER.readTree(json)
			.propertyStream()
			.forEach((member) -> values.put(member.getKey(), member.getValue().asString()));
		return new Attributes(values);
	}

	/**
	 * Returns the attributes of an event.
	 * @throws MalformedEventException if a required attribute is missing, or if all
	 * together are too long
	 */
	static Attributes checked(SortedMap<String, String> values) throws MalformedEventException {
		for (String name : REQUIRED) {
			if (values.getOrDefault(name, "").isEmpty()) {
				throw new MalformedEventException("The event has no attribute %s.".formatted(name));
			}
		}
		Attributes attributes = new Attributes(values);
		checkLength(attributes.json().length);
		return attributes;
	}

	/**
	 * Checks how long all attributes are together.
	 * @throws MalformedEventException if they are too long
	 */
	static void checkLength(long length) throws MalformedEventException {
		if (length > MOST_BYTES) {
			throw new MalformedEventException(
					"The attributes of the event have more than %d bytes.".formatted(MOST_BYTES));
		}
	}

	/** Returns the value of an attribute, or an empty text if the event has none. */
	String get(String name) {
		return this.values.getOrDefault(name, "");
	}

	byte[] json() {
		return MAPPER.writeValueAsBytes(this.values);
	}

	/**
	 * Headers carry every character that is not printable ASCII as percent-encoded UTF-8.
	 */
	private static String percentDecoded(String value) {
		try {
			return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return value;
		}
	}

}
