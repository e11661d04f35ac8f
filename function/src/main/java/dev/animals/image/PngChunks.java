package dev.animals.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The chunks of a PNG (PNG, third edition, section 5). Only those that define pixels are
 * passed on to the reader: header, palette, transparency and image data. The reader
 * rejects images with other chunks if these are malformed or in the wrong place.
 */
final class PngChunks {

	private static final int HEADER = name("IHDR");

	private static final int PALETTE = name("PLTE");

	private static final int TRANSPARENCY = name("tRNS");

	private static final int DATA = name("IDAT");

	private static final int END = name("IEND");

	private static final int EXIF = name("eXIf");

	/** This bit of a name says that pixels can be decoded without the chunk. */
	private static final int ANCILLARY = 0x20000000;

	private static final int SIGNATURE_BYTES = 8;

	private static final int CHECKSUM_BYTES = 4;

	private static final int MOST_COLOURS = 256;

	private static final byte[] END_CHUNK = { 0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82 };

	private final byte[] bytes;

	private final ByteBuffer file;

	private final Pieces clean;

	private Orientation orientation = Orientation.UPRIGHT;

	/** The header chunk, which changes if the reader needs another colour type. */
	private byte @Nullable [] header;

	private int paletteEntries;

	private boolean hasTransparency;

	private boolean hasData;

	private PngChunks(byte[] bytes) {
		this.bytes = bytes;
		this.file = ByteBuffer.wrap(bytes);
		this.clean = new Pieces(bytes);
	}

	/**
	 * Reads the headers of all chunks.
	 * @param bytes the whole file
	 * @return the chunks
	 * @throws IOException if a chunk is missing or unknown that decoders need
	 */
	static PngChunks read(byte[] bytes) throws IOException {
		PngChunks chunks = new PngChunks(bytes);
		chunks.readAll();
		return chunks;
	}

	Orientation orientation() {
		return this.orientation;
	}

	Pieces file() {
		return this.clean;
	}

	/**
	 * Reads up to the last chunk. Whether data are missing is left to the reader: pixels
	 * can be complete even if the file ends too early.
	 */
	private void readAll() throws IOException {
		this.clean.keep(0, SIGNATURE_BYTES);
		int position = SIGNATURE_BYTES;
		while (position + 8 <= this.bytes.length) {
			int name = this.file.getInt(position + 4);
			int data = position + 8;
			long length = Integer.toUnsignedLong(this.file.getInt(position));
			if (name == END || (this.hasData && !isName(name))) {
				break;
			}
			if (length > this.bytes.length - data - CHECKSUM_BYTES) {
				readLast(name, data);
				break;
			}
			read(name, position, (int) length);
			position = data + (int) length + CHECKSUM_BYTES;
		}
		// If there is no image data, the reader finds out, but only after the size was
		// checked.
		this.clean.insert(END_CHUNK);
	}

	private void read(int name, int position, int length) throws IOException {
		int data = position + 8;
		int end = data + length + CHECKSUM_BYTES;
		if (name == HEADER && this.header == null) {
			this.header = Arrays.copyOfRange(this.bytes, position, end);
			this.clean.insert(this.header);
		}
		else if (this.header == null) {
			throw new IOException("No header");
		}
		else if (name == DATA) {
			this.hasData = true;
			this.clean.keep(position, end);
		}
		else if (name == PALETTE) {
			if (PngTransparency.isIndexed(this.header) && !this.hasTransparency) {
				this.paletteEntries = length / 3;
				this.clean.keep(position, end);
			}
		}
		else if (name == TRANSPARENCY) {
			if (!this.hasTransparency && !this.hasData) {
				byte[] content = Arrays.copyOfRange(this.bytes, data, data + Math.min(length, MOST_COLOURS));
				byte[] chunks = PngTransparency.chunks(this.header, this.paletteEntries, content);
				this.hasTransparency = chunks.length > 0;
				this.clean.insert(chunks);
			}
		}
		else if (name == EXIF) {
			this.orientation = Orientation.ofExif(this.bytes, data, length);
		}
		else if (!isName(name) || (name & ANCILLARY) == 0) {
			throw new IOException("Unexpected critical chunk at " + position);
		}
	}

	/** Reads the chunk in which the file ends. */
	private void readLast(int name, int data) throws IOException {
		if (name == DATA && this.header != null) {
			this.hasData = true;
			int length = this.bytes.length - data;
			this.clean.insert(ByteBuffer.allocate(8).putInt(length).putInt(DATA).array());
			this.clean.keep(data, this.bytes.length);
			this.clean.insert(new byte[CHECKSUM_BYTES]);
		}
	}

	private static boolean isName(int name) {
		for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
			int letter = name >>> shift & 0xdf;
			if (letter < 'A' || letter > 'Z') {
				return false;
			}
		}
		return true;
	}

	private static int name(String letters) {
		return letters.charAt(0) << 24 | letters.charAt(1) << 16 | letters.charAt(2) << 8 | letters.charAt(3);
	}

}
