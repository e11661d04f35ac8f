package dev.animals.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.function.Supplier;

/**
 * Reads another stream, and fails when that has delivered too many bytes or taken too
 * long. Closing it does not close the other stream.
 */
final class BoundedStream extends InputStream {

	private final InputStream in;

	private final long deadline;

	private final Supplier<? extends RuntimeException> tooLarge;

	private long left;

	/**
	 * Limits a stream.
	 * @param in the stream
	 * @param deadline the value of {@link System#nanoTime()} at which the time is over
	 * @param limit the most bytes that it may deliver
	 * @param tooLarge the exception after more bytes
	 */
	BoundedStream(InputStream in, long deadline, long limit, Supplier<? extends RuntimeException> tooLarge) {
		this.in = in;
		this.deadline = deadline;
		this.left = limit;
		this.tooLarge = tooLarge;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : Byte.toUnsignedInt(one[0]);
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int read = this.in.read(bytes, offset, length);
		this.left -= Math.max(0, read);
		if (this.left < 0) {
			throw this.tooLarge.get();
		}
		if (System.nanoTime() > this.deadline) {
			throw new SocketTimeoutException("The body took too long to arrive");
		}
		return read;
	}

	/** GZIPInputStream asks for this before it reads the next part of a body. */
	@Override
	public int available() throws IOException {
		return this.in.available();
	}

}
