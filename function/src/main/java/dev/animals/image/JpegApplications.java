package dev.animals.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The application segments of a JPEG. Their content is read tolerantly, because the
 * pixels can be decoded without it.
 */
final class JpegApplications {

	/** The identifier of Exif. One more byte follows, whose value differs by program. */
	private static final byte[] EXIF = "Exif\0".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);

	/** libjpeg ignores shorter JFIF segments. */
	private static final int JFIF_BYTES = 14;

	private static final int ADOBE_BYTES = 12;

	private final byte[] file;

	private boolean jfif;

	private int adobeTransform = -1;

	private Orientation orientation = Orientation.UPRIGHT;

	JpegApplications(byte[] file) {
		this.file = file;
	}

	/**
	 * Reads a segment.
	 * @param number the number of the segment, from 0 to 15
	 * @param from the position of its content
	 * @param length the length of its content in bytes
	 */
	void read(int number, int from, int length) {
		if (number == 0 && length >= JFIF_BYTES && startsWith(from, JFIF)) {
			this.jfif = true;
		}
		else if (number == 14 && length >= ADOBE_BYTES && startsWith(from, ADOBE)) {
			this.adobeTransform = this.file[from + 11] & 0xff;
		}
		else if (number == 1 && length > EXIF.length && startsWith(from, EXIF)
				&& this.orientation == Orientation.UPRIGHT) {
			this.orientation = Orientation.ofExif(this.file, from + EXIF.length + 1, length - EXIF.length - 1);
		}
	}

	private boolean startsWith(int from, byte[] name) {
		return Arrays.equals(this.file, from, from + name.length, name, 0, name.length);
	}

	JpegColours colours(JpegFrame frame) {
		return JpegColours.of(frame, this.jfif, this.adobeTransform);
	}

	Orientation orientation() {
		return this.orientation;
	}

}
