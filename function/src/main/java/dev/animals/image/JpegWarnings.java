package dev.animals.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Interprets the warnings of libjpeg. The library decodes a truncated file to the end and
 * fills the missing part with grey, so a warning is the only sign that pixels are
 * missing.
 */
final class JpegWarnings {

	private static final Pattern EXTRANEOUS = Pattern
		.compile("Corrupt JPEG data: (\\d{1,9}) extraneous bytes before marker 0x(\\p{XDigit}{2})");

	/**
	 * The largest number of unequal bytes that count as padding. Some cameras write
	 * padding before the end-of-image marker. Corrupt data also leaves bytes over, but
	 * rarely so few.
	 */
	private static final int MOST_PADDING = 64;

	private JpegWarnings() {
	}

	/**
	 * Returns whether all pixels are present in spite of the warning. Two kinds of
	 * warning are harmless. The first is about padding before the end of the image,
	 * because nothing is left to decode after it. A few bytes count as padding, and any
	 * number of equal bytes. A warning about extraneous bytes before another marker is
	 * not harmless: libjpeg keeps only its first warning, so this one may hide a worse
	 * one. The second kind says that Java Image I/O ignored a colour profile or a
	 * thumbnail, which contain no pixels of the image.
	 * @param warning the text of the first warning
	 * @param equalBytes the number of equal bytes before the end marker
	 * @return whether the decoded image can be used
	 */
	static boolean isHarmless(String warning, int equalBytes) {
		if (warning.endsWith("ignored")) {
			return true;
		}
		return extraneousBytes(warning, JpegMarkers.END, Math.max(MOST_PADDING, equalBytes)) > 0;
	}

	/**
	 * Returns how many bytes followed the coded data of a scan.
	 * @param warning the text of a warning
	 * @param marker the marker after the scan
	 * @return the number of bytes; 0 if the warning says something else, or if there are
	 * more bytes than padding has
	 */
	static int padding(String warning, int marker) {
		return extraneousBytes(warning, marker, MOST_PADDING);
	}

	private static int extraneousBytes(String warning, int marker, int most) {
		Matcher extraneous = EXTRANEOUS.matcher(warning);
		if (!extraneous.matches() || Integer.parseInt(extraneous.group(2), 16) != marker) {
			return 0;
		}
		int bytes = Integer.parseInt(extraneous.group(1));
		return (bytes <= most) ? bytes : 0;
	}

}
