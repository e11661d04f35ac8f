package dev.animals.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The transparent colours of a PNG without an alpha channel (PNG, third edition,
 * 11.3.1.1).
 */
final class PngTransparency {

	// The positions of two fields in the header chunk.
	private static final int DEPTH = 16;

	private static final int COLOUR_TYPE = 17;

	// Colour types.
	private static final int GREY = 0;

	private static final int RGB = 2;

	private static final int INDEXED = 3;

	private PngTransparency() {
	}

	static boolean isIndexed(byte[] header) {
		return header[COLOUR_TYPE] == INDEXED;
	}

	/**
	 * Returns the chunks that the reader needs for the transparency. The reader does not
	 * support transparency in grey images with fewer than 8 bits, so such an image is
	 * changed into one with a palette of grey colours.
	 * @param header the header chunk, whose colour type may be changed
	 * @param paletteEntries the number of colours in the palette
	 * @param transparency the content of the chunk {@code tRNS}
	 * @return the chunks; empty if the content does not fit the image
	 */
	static byte[] chunks(byte[] header, int paletteEntries, byte[] transparency) {
		int length = switch (header[COLOUR_TYPE]) {
			case GREY -> 2;
			case RGB -> 6;
			case INDEXED -> Math.min(paletteEntries, transparency.length);
			default -> 0;
		};
		if (length == 0 || length > transparency.length) {
			return new byte[0];
		}
		int depth = header[DEPTH];
		if (header[COLOUR_TYPE] == GREY && (depth == 1 || depth == 2 || depth == 4)) {
			header[COLOUR_TYPE] = INDEXED;
			return greyPalette(1 << depth, ByteBuffer.wrap(transparency).getShort());
		}
		return chunk("tRNS", Arrays.copyOf(transparency, length));
	}

	private static byte[] greyPalette(int colours, int transparentColour) {
		byte[] palette = new byte[3 * colours];
		byte[] alpha = new byte[colours];
		for (int i = 0; i < colours; i++) {
			Arrays.fill(palette, 3 * i, 3 * i + 3, (byte) (i * 255 / (colours - 1)));
			alpha[i] = (byte) ((i == transparentColour) ? 0 : 255);
		}
		byte[] paletteChunk = chunk("PLTE", palette);
		byte[] alphaChunk = chunk("tRNS", alpha);
		return ByteBuffer.allocate(paletteChunk.length + alphaChunk.length).put(paletteChunk).put(alphaChunk).array();
	}

	private static byte[] chunk(String name, byte[] data) {
		byte[] letters = name.getBytes(StandardCharsets.US_ASCII);
		CRC32 checksum = new CRC32();
		checksum.update(letters);
		checksum.update(data);
		return ByteBuffer.allocate(12 + data.length)
			.putInt(data.length)
			.put(letters)
			.put(data)
			.putInt((int) checksum.getValue())
			.array();
	}

}
