package dev.animals.image;

import java.io.IOException;
import java.lang.foreign.Arena;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/**
 * A WebP image that libwebp decodes. The library can reduce an image while decoding it,
 * by averaging areas of pixels.
 */
final class LibWebpImage extends NativeImage {

	/** Bytes that the library keeps for each pixel of lossless data. */
	private static final int LOSSLESS_PIXEL_BYTES = 4;

	/** Bytes that the library keeps per column of pixels, for a few rows of blocks. */
	private static final int COLUMN_BYTES = 128;

	private final LibWebp library;

	private final WebpContainer container;

	private final WebpHeader header;

	private final byte[] simpleFile;

	private LibWebpImage(LibWebp library, WebpContainer container, WebpHeader header) throws IOException {
		super(header.width(), header.height());
		this.library = library;
		this.container = container;
		this.header = header;
		this.simpleFile = container.simpleFile();
	}

	/**
	 * Reads the headers.
	 * @param library the library
	 * @param bytes the whole file
	 * @return its first picture
	 * @throws IOException if the container is truncated or has no picture
	 */
	static LibWebpImage open(LibWebp library, byte[] bytes) throws IOException {
		WebpContainer container = WebpContainer.read(bytes);
		return new LibWebpImage(library, container, container.header());
	}

	@Override
	public long decodeMemory(int targetSize) {
		long alphaBytes = this.header.alpha() ? 1 : 0;
		long sourcePixelBytes = (this.container.losslessBytes() > 0) ? LOSSLESS_PIXEL_BYTES + alphaBytes : alphaBytes;
		return reducedPixels(targetSize) * (channels() + 3) + sourcePixelBytes * pixels() + 2L * this.simpleFile.length
				+ (long) COLUMN_BYTES * width();
	}

	@Override
	public long hiddenMemory() {
		return this.container.codeMemory();
	}

	@Override
	public UprightPixels decode(int targetSize) throws IOException {
		try (Arena arena = Arena.ofConfined()) {
			NativePixels pixels = NativePixels.allocate(reducedWidth(targetSize), reducedHeight(targetSize), channels(),
					arena);
			this.library.decode(arena.allocateFrom(JAVA_BYTE, this.simpleFile), pixels, reduction(targetSize) > 1);
			return pixels.upright(this.container.orientation(), White::underRow);
		}
	}

	private int channels() {
		return this.header.alpha() ? 4 : 3;
	}

}
