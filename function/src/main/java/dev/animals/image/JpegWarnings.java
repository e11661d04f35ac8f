package dev.animals.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Interprets the warnings of libjpeg. The library decodes a truncated file to the end and
 * fills the missing part with grey, so a warning is the only sign that pixels are
 * missing.
 */
final class JpegWarnings {

	private static final Pattern PADDING = Pattern
		.compile("Corrupt JPEG data: (\\d{1,9}) extraneous bytes before marker 0xd9");

	/**
	 * Some cameras pad the coded data before the end-of-image marker. Corrupt data also
	 * leaves bytes over, but rarely so few.
	 */
	private static final int MOST_PADDING = 64;

	private JpegWarnings() {
	}

	/**
	 * Returns whether all pixels are present in spite of the warning. Two kinds of
	 * warning are harmless. Padding before the end of the image is one: libjpeg keeps
	 * only its first warning, and after this one nothing is left to decode, whereas
	 * extraneous bytes before another marker may hide a worse warning. The other is that
	 * Java Image I/O ignored a colour profile or a thumbnail, which are not pixels.
	 * @param warning the text of the first warning
	 * @return whether the decoded image can be used
	 */
	static boolean areHarmless(String warning) {
		if (warning.endsWith("ignored")) {
			return true;
		}
		Matcher padding = PADDING.matcher(warning);
		return padding.matches() && Integer.parseInt(padding.group(1)) <= MOST_PADDING;
	}

}
