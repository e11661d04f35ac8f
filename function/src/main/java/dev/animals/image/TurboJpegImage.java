package dev.animals.image;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/**
 * A JPEG that TurboJPEG decodes. The library can reduce an image while decoding it: it
 * turns each block of 8 × 8 coefficients into 4 × 4, 2 × 2 or 1 pixel. That is faster
 * than decoding all pixels, and the result is antialiased.
 */
final class TurboJpegImage extends JpegImage {

	/**
	 * The smallest ratio of the shorter side after the reduction to the side of the
	 * network. With 22 photos of animals, a ratio of 1.5 changed the logits by 0.04 on
	 * average and the confidence by at most 0.02, compared with decoding all pixels. A
	 * ratio of 1.0 changed them by 0.10 and 0.14.
	 */
	static final double SURPLUS = 1.5;

	/**
	 * The largest reduction. libjpeg-turbo has vector code for reductions by 2, 4 and 8.
	 */
	private static final int MOST_REDUCTION = 8;

	private final TurboJpeg library;

	TurboJpegImage(TurboJpeg library, CleanJpeg file) {
		super(file);
		this.library = library;
	}

	@Override
	public long decodeMemory(int targetSize) {
		return memory(reduction(targetSize), channels() + 3);
	}

	@Override
	UprightPixels decodeFile(int targetSize) throws IOException {
		int reduction = reduction(targetSize);
		int width = Math.ceilDiv(width(), reduction);
		int height = Math.ceilDiv(height(), reduction);
		try (Arena arena = Arena.ofConfined()) {
			MemorySegment pixels = arena.allocate((long) width * height * channels());
			this.library.decode(pieces().copyTo(arena), pixels, width, height,
					this.header.colours().areInks() ? TurboJpeg.CMYK : TurboJpeg.RGB, this::isHarmless);
			return upright(pixels, width, height);
		}
	}

	private UprightPixels upright(MemorySegment pixels, int width, int height) {
		UprightPixels upright = new UprightPixels(width, height, this.header.orientation());
		if (upright.areStoredUpright() && !this.header.colours().areInks()) {
			MemorySegment.copy(pixels, JAVA_BYTE, 0, upright.rgb(), 0, upright.rgb().length);
			return upright;
		}
		byte[] row = new byte[width * channels()];
		for (int y = 0; y < height; y++) {
			MemorySegment.copy(pixels, JAVA_BYTE, (long) y * row.length, row, 0, row.length);
			if (this.header.colours().areInks()) {
				Inks.toRgb(row, width);
			}
			upright.writeRow(y, row);
		}
		return upright;
	}

	private int reduction(int targetSize) {
		int shorterSide = Math.min(width(), height());
		int reduction = 1;
		while (reduction < MOST_REDUCTION && shorterSide >= SURPLUS * targetSize * 2 * reduction) {
			reduction *= 2;
		}
		return reduction;
	}

	private int channels() {
		return this.header.colours().areInks() ? 4 : 3;
	}

}
