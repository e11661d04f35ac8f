package dev.animals.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What libjpeg's warnings mean. It decodes anything to the end and fills what is missing
 * with grey, so that a warning is all that tells half a photo from a whole one.
 */
final class JpegWarnings {

	private static final Pattern PADDING = Pattern
		.compile("Corrupt JPEG data: (\\d{1,9}) extraneous bytes before marker 0xd9");

	/**
	 * Some cameras pad the coded data before the end-of-image marker. A decoder that lost
	 * its place in broken data is left with bytes too, but hardly ever with so few.
	 */
	private static final int MOST_PADDING = 64;

	private JpegWarnings() {
	}

	/**
	 * Whether all pixels are there in spite of the warning. The only such one is of
	 * padding before the end of the image: libjpeg keeps the first warning only, and
	 * nothing can follow this one; extraneous bytes before any other marker may hide a
	 * worse warning behind them. What Java Image I/O says that it ignored is no part of
	 * the pixels: a colour profile or a thumbnail.
	 * @param warning the first one, in the library's words
	 * @return whether to go on
	 */
	static boolean areHarmless(String warning) {
		if (warning.endsWith("ignored")) {
			return true;
		}
		Matcher padding = PADDING.matcher(warning);
		return padding.matches() && Integer.parseInt(padding.group(1)) <= MOST_PADDING;
	}

}
