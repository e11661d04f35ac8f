package dev.animals.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

/**
 * The chunks of a PNG (PNG, third edition, section 5). Only those that define pixels are
 * passed on to the reader: header, palette, transparency and image data. The reader would
 * reject an image if another chunk is malformed or in the wrong place.
 */
final class PngChunks {

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

	private boolean dataIsIntact = true;

	private PngChunks(byte[] bytes) {
		this.bytes = bytes;
		this.file = ByteBuffer.wrap(bytes);
		this.clean = new Pieces(bytes);
	}

	/**
	 * Reads the headers of all chunks.
	 * @param bytes the whole file
	 * @return the chunks
	 * @throws IOException if a chunk that decoders need is missing or unknown
	 */
	static PngChunks read(byte[] bytes) throws IOException {
		PngChunks chunks = new PngChunks(bytes);
		chunks.readAll();
		return chunks;
	}

	/**
	 * Returns the header that the clean file has.
	 * @return the header
	 * @throws IOException if the file has no header
	 */
	PngHeader header() throws IOException {
		if (this.header == null) {
			throw new IOException("No header");
		}
		return PngHeader.of(this.header);
	}

	boolean hasTransparency() {
		return this.hasTransparency;
	}

	/**
	 * Returns whether the checksums of all chunks of image data are right. If the file
	 * ends within a chunk, the checksum of that chunk is missing.
	 */
	boolean dataIsIntact() {
		return this.dataIsIntact;
	}

	Orientation orientation() {
		return this.orientation;
	}

	Pieces file() {
		return this.clean;
	}

	/**
	 * Reads all chunks up to the last one. The image reader decides whether data are
	 * missing, because the pixels can be complete even if the file ends too early.
	 */
	private void readAll() throws IOException {
		this.clean.keep(0, SIGNATURE_BYTES);
		int position = SIGNATURE_BYTES;
		while (position + 8 <= this.bytes.length) {
			int name = this.file.getInt(position + 4);
			int data = position + 8;
			long length = Integer.toUnsignedLong(this.file.getInt(position));
			if (name == PngName.END || (this.hasData && !PngName.isValid(name))) {
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
		if (name == PngName.HEADER && this.header == null) {
			this.header = Arrays.copyOfRange(this.bytes, position, end);
			this.clean.insert(this.header);
		}
		else if (this.header == null) {
			throw new IOException("No header");
		}
		else if (name == PngName.DATA) {
			this.hasData = true;
			this.dataIsIntact &= isIntact(position + 4, end - CHECKSUM_BYTES);
			this.clean.keep(position, end);
		}
		else if (name == PngName.PALETTE) {
			if (PngTransparency.isIndexed(this.header) && !this.hasTransparency) {
				this.paletteEntries = length / 3;
				this.clean.keep(position, end);
			}
		}
		else if (name == PngName.TRANSPARENCY) {
			if (!this.hasTransparency && !this.hasData) {
				byte[] content = Arrays.copyOfRange(this.bytes, data, data + Math.min(length, MOST_COLOURS));
				byte[] chunks = PngTransparency.chunks(this.header, this.paletteEntries, content);
				this.hasTransparency = chunks.length > 0;
				this.clean.insert(chunks);
			}
		}
		else if (name == PngName.EXIF) {
			this.orientation = Orientation.ofExif(this.bytes, data, length);
		}
		else if (!PngName.isValid(name) || PngName.isCritical(name)) {
			throw new IOException("Unexpected critical chunk at " + position);
		}
	}

	/** Reads the chunk in which the file ends. */
	private void readLast(int name, int data) throws IOException {
		if (name == PngName.DATA && this.header != null) {
			this.hasData = true;
			this.dataIsIntact = false;
			int length = this.bytes.length - data;
			this.clean.insert(ByteBuffer.allocate(8).putInt(length).putInt(PngName.DATA).array());
			this.clean.keep(data, this.bytes.length);
			this.clean.insert(new byte[CHECKSUM_BYTES]);
		}
	}

	/**
	 * Compares the checksum of a chunk's name and data with the one that follows them.
	 */
	private boolean isIntact(int from, int to) {
		CRC32 checksum = new CRC32();
		checksum.update(this.bytes, from, to - from);
		return (int) checksum.getValue() == this.file.getInt(to);
	}

}
