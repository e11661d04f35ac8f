package dev.animals.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.function.Supplier;

/**
 * A stream that fails when it has delivered too many bytes or taken too long. Closing it
 * does nothing, because the owner of the connection closes the stream.
 */
final class BoundedStream extends FilterInputStream {

	private static final int SKIPPED = 8 << 10;

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
		super(in);
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
		int read = super.read(bytes, offset, length);
		this.left -= Math.max(0, read);
		if (this.left < 0) {
			throw this.tooLarge.get();
		}
		if (System.nanoTime() > this.deadline) {
			throw new SocketTimeoutException("The body took too long to arrive");
		}
		return read;
	}

	@Override
	public long skip(long bytes) throws IOException {
		return Math.max(0, read(new byte[Math.clamp(bytes, 0, SKIPPED)]));
	}

	@Override
	public void close() {
	}

}
