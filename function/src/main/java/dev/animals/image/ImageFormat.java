package dev.animals.image;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The image formats that the service reads. The {@link #toString() text} is the value of
 * the metric tag {@code format}.
 */
public enum ImageFormat {

	JPEG, PNG, GIF, BMP, WEBP;

	/**
	 * Recognises the format by the first bytes. The type that the sender declares is
	 * ignored because it is often wrong.
	 * @param bytes a whole file
	 * @return the format; {@code null} if it is none of these
	 */
	public static @Nullable ImageFormat of(byte[] bytes) {
		if (startsWith(bytes, 0, "\u00ff\u00d8\u00ff")) {
			return JPEG;
		}
		if (startsWith(bytes, 0, "\u0089PNG\r\n\u001a\n")) {
			return PNG;
		}
		if (startsWith(bytes, 0, "GIF87a") || startsWith(bytes, 0, "GIF89a")) {
			return GIF;
		}
		if (startsWith(bytes, 0, "RIFF") && startsWith(bytes, 8, "WEBP")) {
			return WEBP;
		}
		return startsWith(bytes, 0, "BM") && hasBitmapHeader(bytes) ? BMP : null;
	}

	/**
	 * Checks the size of the header that follows. The letters BM alone are not enough,
	 * because many texts begin with them.
	 */
	private static boolean hasBitmapHeader(byte[] bytes) {
		if (bytes.length < 18 || bytes[15] != 0 || bytes[16] != 0 || bytes[17] != 0) {
			return false;
		}
		return switch (bytes[14]) {
			case 12, 42, 46, 108, 124 -> true;
			default -> bytes[14] >= 16 && bytes[14] <= 64 && bytes[14] % 4 == 0;
		};
	}

	private static boolean startsWith(byte[] bytes, int offset, String signature) {
		if (bytes.length < offset + signature.length()) {
			return false;
		}
		for (int i = 0; i < signature.length(); i++) {
			if ((bytes[offset + i] & 0xff) != signature.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
