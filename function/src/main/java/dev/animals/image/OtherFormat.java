package dev.animals.image;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Formats that people send although the service does not read them. A rejection names the
 * format.
 */
enum OtherFormat {

	HEIC("This is a HEIC photo",
			"choose 'Most Compatible' in the iPhone's camera settings or export the photo as JPEG"),
	AVIF("This is an AVIF image", "save the photo as JPEG"),
	JPEG_XL("This is a JPEG XL image", "save the photo as JPEG"),
	TIFF("This is a TIFF image or a raw photo", "export the photo as JPEG"),
	SVG("This is an SVG drawing", "export it as PNG"), PDF("This is a PDF document", "export the photo as JPEG"),
	VIDEO("This is a video", "save one of its pictures as JPEG"),
	BASE64("This is a photo in Base64",
			"send its bytes, JSON such as {\"image\": \"PHOTO\"} declared as application/json, or the data_base64 of a "
					+ "CloudEvent"),
	FORM("This is a form", "declare it as multipart/form-data with its boundary, as curl -F image=@photo.jpg does"),
	WEB_PAGE("This is a web page", "download the photo itself and send that file"),
	UNKNOWN("This is not an image", "send the bytes of a photo");

	/**
	 * The number of bytes at the start of a text file that are searched for its format.
	 */
	private static final int BEGINNING = 1 << 10;

	private static final Pattern DRAWING = Pattern.compile("<svg[\\s>]");

	private static final Pattern PHOTO_IN_BASE64 = Pattern
		.compile("^\\s*(data:image/|/9j/|iVBORw0KGgo|R0lGOD|UklGR|Qk[0-3])");

	private final String what;

	private final String advice;

	OtherFormat(String what, String advice) {
		this.what = what;
		this.advice = advice;
	}

	/**
	 * Recognises the format by the first bytes.
	 * @param bytes a file in a format that the service does not read
	 * @return the format
	 */
	static OtherFormat of(byte[] bytes) {
		String start = new String(bytes, 0, Math.min(bytes.length, BEGINNING), StandardCharsets.ISO_8859_1);
		if (start.startsWith("ftyp", 4)) {
			return ofBrands(start);
		}
		if (start.startsWith("\u00ff\n") || start.startsWith("\0\0\0\fJXL ")) {
			return JPEG_XL;
		}
		if (start.startsWith("II*\0") || start.startsWith("MM\0*") || start.startsWith("II+\0")
				|| start.startsWith("MM\0+")) {
			return TIFF;
		}
		return ofText(start);
	}

	/**
	 * Reads the brands of a container that both photos and videos use (ISO/IEC 14496-12).
	 * Photos in HEIC and AVIF may both begin with the brand mif1, so the other brands
	 * decide.
	 */
	private static OtherFormat ofBrands(String start) {
		int length = Math.min(start.length(), start.charAt(2) << 8 | start.charAt(3));
		String brands = start.substring(8, Math.max(8, length));
		if (brands.contains("avif") || brands.contains("avis")) {
			return AVIF;
		}
		return (brands.contains("hei") || brands.contains("hev") || brands.contains("mif1") || brands.contains("msf1"))
				? HEIC : VIDEO;
	}

	private static OtherFormat ofText(String start) {
		if (start.startsWith("%PDF-")) {
			return PDF;
		}
		if (DRAWING.matcher(start).find()) {
			return SVG;
		}
		if (PHOTO_IN_BASE64.matcher(start).find()) {
			return BASE64;
		}
		if (start.startsWith("--") && start.contains("form-data")) {
			return FORM;
		}
		String lower = start.toLowerCase(Locale.ROOT);
		return (lower.contains("<!doctype html") || lower.contains("<html")) ? WEB_PAGE : UNKNOWN;
	}

	/**
	 * Returns a sentence for the sender.
	 * @return the format of the file, the formats that the service reads, and how to
	 * convert the file
	 */
	String sentence() {
		return "%s. Animals reads JPEG, PNG, GIF, BMP and WebP; %s.".formatted(this.what, this.advice);
	}

}
