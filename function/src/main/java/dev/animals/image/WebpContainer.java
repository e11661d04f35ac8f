package dev.animals.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The container of a WebP image (RFC 9649). Only the first picture and its alpha channel
 * are passed on to the reader. If the reader got the whole file, it would also read a
 * second picture, trust a canvas that is smaller than its picture, and apply the colour
 * profile.
 */
final class WebpContainer {

	private static final int CANVAS = fourCharacters("VP8X");

	private static final int FRAME = fourCharacters("ANMF");

	private static final int ALPHA = fourCharacters("ALPH");

	private static final int LOSSY = fourCharacters("VP8 ");

	private static final int LOSSLESS = fourCharacters("VP8L");

	private static final int EXIF = fourCharacters("EXIF");

	private static final int FILE_HEADER = 12;

	private static final int CHUNK_HEADER = 8;

	private static final int CANVAS_BYTES = CHUNK_HEADER + 10;

	private static final int HAS_ALPHA = 0x10;

	private static final int FRAME_HEADER = 16;

	private static final long MOST_CODE_GROUPS = 65_536;

	private static final long CODE_GROUP_BYTES = 5_800;

	private static final long CODE_GROUP_BITS = 20;

	private final byte[] bytes;

	private final ByteBuffer file;

	private int alpha = -1;

	private int picture = -1;

	private Orientation orientation = Orientation.UPRIGHT;

	private WebpContainer(byte[] bytes) {
		this.bytes = bytes;
		this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	/**
	 * Reads the headers of all chunks.
	 * @param bytes the whole file
	 * @return the container
	 * @throws IOException if the container is truncated or has no picture
	 */
	static WebpContainer read(byte[] bytes) throws IOException {
		WebpContainer container = new WebpContainer(bytes);
		container.readChunks(FILE_HEADER);
		if (container.picture < 0) {
			throw new IOException("No picture");
		}
		return container;
	}

	Orientation orientation() {
		return this.orientation;
	}

	/**
	 * Returns the size of the lossless data: of the picture or, if the picture is lossy,
	 * of its alpha channel.
	 * @return the size in bytes; 0 if there is none
	 */
	int losslessBytes() {
		int chunk = isLossless() ? this.picture : this.alpha;
		return (chunk < 0) ? 0 : paddedBytes(chunk);
	}

	/**
	 * Returns the memory for Huffman tables. A decoder builds tables for each group of
	 * codes, and lossless data can declare up to 65,536 groups with a few bits each, even
	 * for a small picture.
	 * @return bytes; 0 if there is no lossless data
	 */
	long codeMemory() {
		return CODE_GROUP_BYTES * Math.min(MOST_CODE_GROUPS, losslessBytes() * 8L / CODE_GROUP_BITS);
	}

	private boolean isLossless() {
		return this.file.getInt(this.picture) == LOSSLESS;
	}

	/**
	 * Reads the header of the picture.
	 * @return the header
	 * @throws IOException if the picture is truncated or its signature is wrong
	 */
	WebpHeader header() throws IOException {
		int data = this.picture + CHUNK_HEADER;
		return isLossless() ? WebpHeader.ofLossless(this.file, data)
				: WebpHeader.ofLossy(this.file, data, this.alpha >= 0);
	}

	private void readChunks(int start) throws IOException {
		int position = start;
		while (position + CHUNK_HEADER <= this.file.limit()) {
			int chunk = this.file.getInt(position);
			int data = position + CHUNK_HEADER;
			int length = this.file.getInt(position + 4);
			if (length < 0 || length > this.file.limit() - data) {
				if (this.picture >= 0) {
					return;
				}
				throw new IOException("Truncated chunk at " + position);
			}
			if (chunk == FRAME && this.picture < 0) {
				position = data + FRAME_HEADER;
				continue;
			}
			if (chunk == ALPHA && this.picture < 0) {
				this.alpha = position;
			}
			else if ((chunk == LOSSY || chunk == LOSSLESS) && this.picture < 0) {
				this.picture = position;
			}
			else if (chunk == EXIF) {
				readExif(data, length);
			}
			position = data + length + (length & 1);
		}
	}

	/**
	 * Reads an Exif block. It should begin with the TIFF header, but some programs write
	 * the identifier of JPEG files before it.
	 */
	private void readExif(int data, int length) {
		int name = (length >= 6 && this.file.getInt(data) == fourCharacters("Exif")) ? 6 : 0;
		this.orientation = Orientation.ofExif(this.bytes, data + name, length - name);
	}

	/**
	 * Writes a new file that contains the picture and, if there is one, its alpha
	 * channel.
	 * @return the whole file
	 */
	byte[] simpleFile() {
		boolean alone = this.alpha < 0 || isLossless();
		int alphaBytes = alone ? 0 : paddedBytes(this.alpha);
		int pictureBytes = paddedBytes(this.picture);
		byte[] simple = new byte[FILE_HEADER + (alone ? 0 : CANVAS_BYTES + alphaBytes) + pictureBytes];
		ByteBuffer to = ByteBuffer.wrap(simple).order(ByteOrder.LITTLE_ENDIAN);
		to.putInt(fourCharacters("RIFF")).putInt(simple.length - CHUNK_HEADER).putInt(fourCharacters("WEBP"));
		if (!alone) {
			int size = this.file.getInt(this.picture + CHUNK_HEADER + 6);
			to.putInt(CANVAS).putInt(CANVAS_BYTES - CHUNK_HEADER).putInt(HAS_ALPHA);
			long canvas = (size & 0x3fffL) - 1 | ((size >> 16 & 0x3fffL) - 1) << 24;
			to.putInt((int) canvas).putShort((short) (canvas >> 32));
			copy(this.alpha, simple, to.position());
		}
		copy(this.picture, simple, simple.length - pictureBytes);
		return simple;
	}

	private int paddedBytes(int chunk) {
		int length = this.file.getInt(chunk + 4);
		return CHUNK_HEADER + length + (length & 1);
	}

	private void copy(int chunk, byte[] simple, int position) {
		System.arraycopy(this.bytes, chunk, simple, position, CHUNK_HEADER + this.file.getInt(chunk + 4));
	}

	private static int fourCharacters(String name) {
		return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
	}

}
