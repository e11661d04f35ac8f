package dev.animals.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;

import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A file for the Java reader of WebP, which repeats the last bits of lossless data when
 * it needs bits after the end. With data that declares many codes and ends within them,
 * the reader would be busy for half a minute.
 */
final class PaddedInput extends MemoryCacheImageInputStream {

	/**
	 * The reader buffers the next eight bytes. Without bytes after the end, it would meet
	 * the end for each code within the last eight bytes, which can contain all pixels of
	 * a picture of a single colour. With them, a complete file never meets the end.
	 */
	private static final int PADDING_BYTES = Long.BYTES;

	PaddedInput(byte[] file) {
		super(new ByteArrayInputStream(Arrays.copyOf(file, file.length + PADDING_BYTES)));
	}

	/**
	 * Reads a byte.
	 * @throws IOException if there is none. The reader would ignore an
	 * {@code EOFException}
	 */
	@Override
	public byte readByte() throws IOException {
		int read = read();
		if (read < 0) {
			throw new IOException("The lossless data ends within a code or a picture");
		}
		return (byte) read;
	}

}
