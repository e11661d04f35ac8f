package dev.animals.image;

import java.io.IOException;

/**
 * The bytes are an image of a variety that is not read, however intact they are.
 */
final class UnsupportedImageException extends IOException {

	private static final long serialVersionUID = 1;

	private final String sentence;

	/**
	 * Creates the exception.
	 * @param sentence what is not read, for the sender
	 */
	UnsupportedImageException(String sentence) {
		super(sentence);
		this.sentence = sentence;
	}

	/**
	 * What is not read.
	 * @return a sentence for the sender
	 */
	String sentence() {
		return this.sentence;
	}

}
