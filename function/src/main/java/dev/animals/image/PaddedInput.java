package dev.animals.image;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;

import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A file for the Java reader of WebP, which takes zeros for the bits after the end. It
 * would be busy for half a minute with lossless data that declares many codes without
 * having them.
 */
final class EndingInput extends MemoryCacheImageInputStream {

	/**
	 * How often the reader may meet the end, which takes less than half a second. It
	 * meets the end several times for each pixel of a picture of a single colour.
	 */
	private static final int MOST = 1_500_000;

	private int met;

	EndingInput(byte[] file) {
		super(new ByteArrayInputStream(file));
	}

	@Override
	public byte readByte() throws IOException {
		int read = read();
		if (read >= 0) {
			return (byte) read;
		}
		this.met++;
		if (this.met > MOST) {
			throw new IOException("The reader continues after the end of the file");
		}
		throw new EndException();
	}

	/** Has no stack trace, whose creation would take most of the time. */
	private static final class EndException extends EOFException {

		@Override
		public Throwable fillInStackTrace() {
			return this;
		}

	}

}
