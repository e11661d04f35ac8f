package dev.animals.image;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/**
 * A PNG that libspng decodes.
 */
final class SpngImage extends NativeImage {

	/** Bytes that the library and the reduction keep per column of pixels. */
	private static final int COLUMN_BYTES = 64;

	private final LibSpng library;

	private final PngChunks chunks;

	private final PngHeader header;

	private SpngImage(LibSpng library, PngChunks chunks, PngHeader header) throws IOException {
		super(header.width(), header.height());
		this.library = library;
		this.chunks = chunks;
		this.header = header;
	}

	/**
	 * Reads the headers.
	 * @param library the library
	 * @param chunks the chunks of the file, whose image data are intact
	 * @return the image
	 * @throws IOException if the header is missing or malformed
	 */
	static SpngImage open(LibSpng library, PngChunks chunks) throws IOException {
		return new SpngImage(library, chunks, chunks.header());
	}

	@Override
	public UprightPixels decode(int targetSize) throws IOException {
		int reduction = reduction(targetSize);
		try (Arena arena = Arena.ofConfined()) {
			MemorySegment png = this.chunks.file().copyTo(arena);
			if (reduction == 1) {
				return decodeAtOnce(png, arena).upright(this.chunks.orientation(), White::underRow);
			}
			return reduce(png, reduction, arena);
		}
	}

	@Override
	public long decodeMemory(int targetSize) {
		long library = isDecodedAtOnce(reduction(targetSize)) ? pixels() * channels() : 0;
		return library + 3 * reducedPixels(targetSize) + this.chunks.file().size() + (long) COLUMN_BYTES * width();
	}

	@Override
	public long samples(int targetSize) {
		return this.header.samples(this.chunks.hasTransparency());
	}

	private NativePixels decodeAtOnce(MemorySegment png, Arena arena) throws IOException {
		NativePixels pixels = NativePixels.allocate(width(), height(), channels(), arena);
		this.library.decode(png, pixels);
		return pixels;
	}

	private UprightPixels reduce(MemorySegment png, int reduction, Arena arena) throws IOException {
		BoxReduction reduced = new BoxReduction(width(), height(), reduction, this.chunks.orientation());
		byte[] row = new byte[width() * channels()];
		Consumer<MemorySegment> add = (from) -> {
			MemorySegment.copy(from, JAVA_BYTE, 0, row, 0, row.length);
			if (channels() == 4) {
				White.underRow(row, width());
			}
			reduced.add(row);
		};
		if (isDecodedAtOnce(reduction)) {
			MemorySegment all = decodeAtOnce(png, arena).memory();
			for (int y = 0; y < height(); y++) {
				add.accept(all.asSlice((long) y * row.length, row.length));
			}
		}
		else {
			NativePixels oneRow = NativePixels.allocate(width(), 1, channels(), arena);
			this.library.decodeRows(png, oneRow, height(), () -> add.accept(oneRow.memory()));
		}
		return reduced.result();
	}

	/** The rows of an interlaced image are complete only after the last pass. */
	private boolean isDecodedAtOnce(int reduction) {
		return reduction == 1 || this.header.interlaced();
	}

	private int channels() {
		return (this.header.alpha() || this.chunks.hasTransparency()) ? 4 : 3;
	}

}
