package dev.animals.inference;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.core.Base64Variant;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The elements of a tensor in JSON, in row-major order. The arrays may be nested or flat.
 */
final class TensorData {

	/** Some encoders leave out the padding. */
	static final Base64Variant BASE64 = Base64Variants.MIME_NO_LINEFEEDS.withPaddingAllowed();

	private final int mostTexts;

	private final List<byte[]> texts = new ArrayList<>();

	private final ByteArrayOutputStream numbers = new ByteArrayOutputStream();

	private boolean hasOtherNumbers;

	/**
	 * Creates an empty tensor.
	 * @param mostTexts the largest number of strings. One more is kept to show that there
	 * are too many.
	 */
	TensorData(int mostTexts) {
		this.mostTexts = mostTexts;
	}

	/**
	 * Reads the array at the current token.
	 * @param parser the parser of the request
	 */
	void read(JsonParser parser) {
		if (parser.currentToken() != JsonToken.START_ARRAY) {
			throw Malformed.because("The data of an input must be a JSON array.");
		}
		for (int depth = 1; depth > 0;) {
			switch (parser.nextToken()) {
				case START_ARRAY -> depth++;
				case END_ARRAY -> depth--;
				case VALUE_STRING -> addText(parser);
				case VALUE_NUMBER_INT -> addNumber(parser);
				case VALUE_NUMBER_FLOAT -> this.hasOtherNumbers = true;
				default -> throw Malformed.because("The data of an input must be strings or numbers.");
			}
		}
	}

	private void addText(JsonParser parser) {
		if (this.texts.size() > this.mostTexts) {
			return;
		}
		try {
			this.texts.add(parser.getBinaryValue(BASE64));
		}
		catch (JacksonException ex) {
			throw Malformed.because("The string at index %d of the input 'image' is not valid Base64."
					+ " Send the bytes of each photo in Base64, or as binary data.", this.texts.size());
		}
	}

	private void addNumber(JsonParser parser) {
		boolean fits = parser.getNumberType() == JsonParser.NumberType.INT && parser.getIntValue() >= 0
				&& parser.getIntValue() <= 255;
		if (fits) {
			this.numbers.write(parser.getIntValue());
		}
		this.hasOtherNumbers |= !fits;
	}

	/** Returns the strings, decoded; at most one more than was asked for. */
	List<byte[]> texts() {
		if (this.numbers.size() > 0 || this.hasOtherNumbers) {
			throw Malformed.because("The data of a BYTES input must be strings.");
		}
		return this.texts;
	}

	/** Returns the numbers, one byte each. */
	byte[] numbers() {
		if (!this.texts.isEmpty() || this.hasOtherNumbers) {
			throw Malformed.because("The data of a UINT8 input must be whole numbers from 0 to 255.");
		}
		return this.numbers.toByteArray();
	}

}
