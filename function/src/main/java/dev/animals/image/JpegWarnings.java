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
	 * The most different bytes that count as padding, which some cameras write before the
	 * end-of-image marker. Corrupt data also leaves bytes over, but rarely so few.
	 */
	private static final int MOST_PADDING = 64;

	private JpegWarnings() {
	}

	/**
	 * Returns whether all pixels are present in spite of the warning. Two kinds of
	 * warning are harmless. The first is padding before the end of the image, because
	 * nothing is left to decode after it. A few bytes count as padding, and any number of
	 * equal bytes. Extraneous bytes before another marker are not harmless: libjpeg keeps
	 * only its first warning, so they may hide a worse one. The second is that Java Image
	 * I/O ignored a colour profile or a thumbnail, which contain no pixels of the image.
	 * @param warning the text of the first warning
	 * @param equalBytes the number of equal bytes before the end marker
	 * @return whether the decoded image can be used
	 */
	static boolean isHarmless(String warning, int equalBytes) {
		if (warning.endsWith("ignored")) {
			return true;
		}
		Matcher padding = PADDING.matcher(warning);
		return padding.matches() && Integer.parseInt(padding.group(1)) <= Math.max(MOST_PADDING, equalBytes);
	}

}
