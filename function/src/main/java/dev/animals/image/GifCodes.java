package dev.animals.image;

import java.io.EOFException;
import java.io.IOException;

/**
 * Decodes the codes of variable length in which a GIF stores the pixels of a frame
 * (GIF89a, appendix F).
 */
final class GifCodes {

	private static final int MOST_BITS = 12;

	private final byte[] file;

	private int position;

	private int blockEnd;

	private final int clear;

	private int bits;

	private int code;

	private int codeBits;

	/** The next free code. Each code stands for the pixels of its prefix and one more. */
	private int next;

	private int previous;

	private byte firstOfPrevious;

	private final short[] prefixes = new short[1 << MOST_BITS];

	private final byte[] suffixes = new byte[1 << MOST_BITS];

	/** The pixels of the current code that have not been returned, the last one first. */
	private final byte[] pending = new byte[1 << MOST_BITS];

	private int pendingPixels;

	/**
	 * Starts to decode.
	 * @param file the whole file
	 * @param position the position after the image descriptor and its palette
	 * @throws IOException if the size of the codes is invalid
	 */
	GifCodes(byte[] file, int position) throws IOException {
		int pixelBits = file[position];
		if (pixelBits < 1 || pixelBits > 8) {
			throw new IOException("Pixels of " + pixelBits + " bits");
		}
		this.file = file;
		this.position = position + 1;
		this.blockEnd = this.position;
		this.clear = 1 << pixelBits;
		reset();
	}

	private void reset() {
		this.bits = Integer.SIZE - Integer.numberOfLeadingZeros(this.clear);
		this.next = this.clear + 2;
		this.previous = -1;
	}

	/**
	 * Reads the next pixels.
	 * @param pixels receives the indices of their colours
	 * @throws IOException if the frame has fewer pixels or a code is invalid
	 */
	void read(byte[] pixels) throws IOException {
		for (int i = 0; i < pixels.length; i++) {
			while (this.pendingPixels == 0) {
				decode(nextCode());
			}
			pixels[i] = this.pending[--this.pendingPixels];
		}
	}

	private void decode(int code) throws IOException {
		if (code == this.clear) {
			reset();
			return;
		}
		if (code == this.clear + 1) {
			throw new EOFException("The frame ends early");
		}
		if (code > this.next || (this.previous < 0 && code > this.clear)) {
			throw new IOException("Invalid code " + code);
		}
		int remaining = code;
		if (code == this.next) {
			this.pending[this.pendingPixels++] = this.firstOfPrevious;
			remaining = this.previous;
		}
		while (remaining > this.clear) {
			this.pending[this.pendingPixels++] = this.suffixes[remaining];
			remaining = this.prefixes[remaining];
		}
		this.firstOfPrevious = (byte) remaining;
		this.pending[this.pendingPixels++] = this.firstOfPrevious;
		if (this.previous >= 0 && this.next < this.prefixes.length) {
			this.prefixes[this.next] = (short) this.previous;
			this.suffixes[this.next] = this.firstOfPrevious;
			this.next++;
			if (this.next == 1 << this.bits && this.bits < MOST_BITS) {
				this.bits++;
			}
		}
		this.previous = code;
	}

	private int nextCode() throws IOException {
		while (this.codeBits < this.bits) {
			this.code |= nextByte() << this.codeBits;
			this.codeBits += Byte.SIZE;
		}
		int result = this.code & ((1 << this.bits) - 1);
		this.code >>>= this.bits;
		this.codeBits -= this.bits;
		return result;
	}

	private int nextByte() throws IOException {
		if (this.position == this.blockEnd) {
			int length = this.file[this.position++] & 0xff;
			if (length == 0) {
				throw new EOFException("The data of the frame end early");
			}
			this.blockEnd = this.position + length;
		}
		return this.file[this.position++] & 0xff;
	}

}
