package dev.animals.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * The parameters in the query of a request. This class reads them itself, because the
 * servlet container would also look for parameters in the body of a form, and read the
 * body for that.
 */
final class QueryParameters {

	private final MultiValueMap<String, String> values;

	/**
	 * Reads a query.
	 * @param query the query; null if the request has none
	 * @param example a query with all parameters that the path takes
	 * @throws RejectedException if the query has a parameter that is not in the example
	 */
	QueryParameters(@Nullable String query, String example) {
		this.values = (query != null) ? parse(query) : new LinkedMultiValueMap<>();
		if (this.values.isEmpty()) {
			return;
		}
		Set<String> known = parse(example).keySet();
		for (String name : this.values.keySet()) {
			if (!known.contains(name)) {
				String shown = name.matches("[A-Za-z0-9_.-]{1,40}") ? "The parameter " + name : "A parameter";
				throw new RejectedException(Reason.UNKNOWN_PARAMETER,
						"%s is not one of this path, which takes %s, for instance ?%s.".formatted(shown,
								String.join(" and ", known), example));
			}
		}
	}

	private static MultiValueMap<String, String> parse(String query) {
		return UriComponentsBuilder.newInstance().query(query).build().getQueryParams();
	}

	/**
	 * Returns a whole number.
	 * @param name the name of the parameter
	 * @param most the largest value; the smallest is 1
	 * @param otherwise the number if the parameter is absent
	 * @return the number
	 * @throws RejectedException if the value is not such a number
	 */
	int number(String name, int most, int otherwise) {
		if (!this.values.containsKey(name)) {
			return otherwise;
		}
		String text = String.valueOf(this.values.getFirst(name));
		int number = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
		if (number < 1 || number > most) {
			throw new RejectedException(Reason.INVALID_PARAMETER,
					"The parameter %s must be a whole number from 1 to %d.".formatted(name, most));
		}
		return number;
	}

	/**
	 * Returns a flag.
	 * @param name the name of the parameter
	 * @return whether the parameter is true; false if it is absent
	 * @throws RejectedException if the value is neither {@code true} nor {@code false}
	 */
	boolean flag(String name) {
		String text = this.values.containsKey(name) ? String.valueOf(this.values.getFirst(name)) : "false";
		return switch (text) {
			case "true" -> true;
			case "false" -> false;
			default -> throw new RejectedException(Reason.INVALID_PARAMETER,
					"The parameter %s must be true or false.".formatted(name));
		};
	}

	/**
	 * Returns a text.
	 * @param name the name of the parameter
	 * @return the decoded text; empty if the parameter is absent
	 * @throws RejectedException if the text is not encoded as a part of a URL
	 */
	String text(String name) {
		String text = Objects.requireNonNullElse(this.values.getFirst(name), "");
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw new RejectedException(Reason.INVALID_PARAMETER,
					"The parameter %s is not encoded as URLs require: %% must be followed by two digits or letters."
						.formatted(name));
		}
	}

}
