package dev.animals.release.deadletters;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out why events could not be delivered. A Broker puts the start of the
 * subscriber's answer into the extension {@code knativeerrordata}, in Base64 if a header
 * cannot carry it. It may end in the middle, so it is not read as JSON.
 */
final class ProblemReasons {

	/** The reason of an event without an answer, for instance because of a timeout. */
	static final String NONE = "none";

	/** The reason if the answer was no problem of the service. */
	static final String OTHER = "other";

	private static final Pattern TYPE = Pattern.compile("\"type\"\\s*:\\s*\"urn:animals:problem:([a-z0-9-]{1,40})\"");

	/**
	 * More than the service has. Senders can forge reasons, and each is a time series.
	 */
	private static final int MOST = 64;

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	/**
	 * Returns the last part of the problem's type, or {@link #OTHER} or {@link #NONE}.
	 */
	synchronized String of(Attributes attributes) {
		String answer = attributes.get("knativeerrordata");
		if (answer.isEmpty()) {
			return NONE;
		}
		Matcher type = TYPE.matcher(answer.startsWith("{") ? answer : base64Decoded(answer));
		if (!type.find() || (this.known.size() >= MOST && !this.known.contains(type.group(1)))) {
			return OTHER;
		}
		this.known.add(type.group(1));
		return type.group(1);
	}

	private static String base64Decoded(String answer) {
		try {
			// A group of four characters that was cut off cannot be decoded.
			byte[] decoded = Base64.getDecoder().decode(answer.substring(0, answer.length() / 4 * 4));
			return new String(decoded, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

}
