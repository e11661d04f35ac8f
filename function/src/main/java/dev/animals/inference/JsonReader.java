package dev.animals.inference;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads JSON token by token, because a tree of a hostile body would take many times the
 * memory of the body.
 */
final class JsonReader {

	private static final int LONGEST_TEXT = 1000;

	private static final int MOST_MEMBERS = 100;

	private final JsonParser parser;

	JsonReader(JsonParser parser) {
		this.parser = parser;
	}

	JsonParser parser() {
		return this.parser;
	}

	/**
	 * Reads the object that begins at the current token; null counts as an empty object.
	 * @param what the name of the object in messages to the sender
	 * @param member reads the value of the member with the given name, or skips it
	 */
	void object(String what, Consumer<String> member) {
		if (this.parser.currentToken() == JsonToken.VALUE_NULL) {
			return;
		}
		if (this.parser.currentToken() != JsonToken.START_OBJECT) {
			throw Malformed.because("%s must be a JSON object.", what);
		}
		Set<String> names = new HashSet<>();
		while (this.parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = this.parser.currentName();
			if (!names.add(name)) {
				throw Malformed.because("%s has a member twice.", what);
			}
			// The names take memory.
			if (names.size() > MOST_MEMBERS) {
				throw Malformed.because("%s has more than %d members.", what, MOST_MEMBERS);
			}
			this.parser.nextToken();
			member.accept(name);
		}
	}

	/**
	 * Reads the array that begins at the current token; null counts as an empty array.
	 * @param what the name of the array in messages to the sender
	 * @param element reads the element at the current token
	 */
	void array(String what, Runnable element) {
		if (this.parser.currentToken() == JsonToken.VALUE_NULL) {
			return;
		}
		if (this.parser.currentToken() != JsonToken.START_ARRAY) {
			throw Malformed.because("%s must be a JSON array.", what);
		}
		while (this.parser.nextToken() != JsonToken.END_ARRAY) {
			element.run();
		}
	}

	/** Returns the string at the current token; null counts as an empty string. */
	String text(String what) {
		if (this.parser.currentToken() == JsonToken.VALUE_NULL) {
			return "";
		}
		if (this.parser.currentToken() != JsonToken.VALUE_STRING) {
			throw Malformed.because("%s must be a string.", what);
		}
		if (this.parser.getStringLength() > LONGEST_TEXT) {
			throw Malformed.because("%s is longer than %d characters.", what, LONGEST_TEXT);
		}
		return this.parser.getString();
	}

	/**
	 * Returns the whole number at the current token.
	 * @param what the name of the number in messages to the sender
	 * @param least the smallest number that is accepted
	 * @return the number
	 */
	int number(String what, int least) {
		boolean fits = this.parser.currentToken() == JsonToken.VALUE_NUMBER_INT
				&& this.parser.getNumberType() == JsonParser.NumberType.INT && this.parser.getIntValue() >= least;
		if (!fits) {
			throw Malformed.because("%s must be a whole number from %d on.", what, least);
		}
		return this.parser.getIntValue();
	}

	/** Returns the truth value at the current token; null if it is null. */
	@Nullable Boolean flag(String what) {
		return switch (this.parser.currentToken()) {
			case VALUE_TRUE -> true;
			case VALUE_FALSE -> false;
			case VALUE_NULL -> null;
			default -> throw Malformed.because("%s must be true or false.", what);
		};
	}

	void skip() {
		this.parser.skipChildren();
	}

}
