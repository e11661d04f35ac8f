package dev.animals.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The body of a request as it arrives, and the memory that is reserved for it.
 */
final class Body implements AutoCloseable {

	/** The number of bytes in a unit of {@link BodyMemory}. */
	static final int UNIT = 1 << 10;

	private final BodyMemory memory;

	private final int factor;

	private byte[] bytes = new byte[0];

	private int length;

	private int held;

	/**
	 * Creates an empty body without any memory.
	 * @param memory the memory that it shares with other bodies
	 * @param factor how many copies of the complete body will be in memory at once
	 */
	Body(BodyMemory memory, int factor) {
		this.memory = memory;
		this.factor = factor;
	}

	/**
	 * Changes the capacity and reserves or releases memory for it.
	 * @param capacity the new capacity in bytes, at least the length
	 * @return {@code false} if there is not enough free memory
	 */
	boolean resize(int capacity) {
		if (capacity == this.bytes.length) {
			return true;
		}
		long afterwards = (long) this.factor * capacity;
		long whileCopied = (long) this.bytes.length + capacity;
		if (!hold(Math.max(afterwards, whileCopied))) {
			return false;
		}
		this.bytes = Arrays.copyOf(this.bytes, capacity);
		return hold(afterwards);
	}

	/** Reserves memory if it is free, or releases memory. */
	private boolean hold(long size) {
		// A body that is larger than this memory takes all of it.
		int wanted = (int) Math.min(Math.ceilDiv(size, UNIT), this.memory.units());
		if (wanted > this.held && !this.memory.tryAcquire(wanted - this.held)) {
			return false;
		}
		this.memory.release(Math.max(0, this.held - wanted));
		this.held = wanted;
		return true;
	}

	/**
	 * Reads the next bytes, as many as fit.
	 * @param in the stream of the body
	 * @return {@code false} at the end of the stream
	 * @throws IOException if the stream throws it
	 */
	boolean read(InputStream in) throws IOException {
		int read = in.read(this.bytes, this.length, this.bytes.length - this.length);
		this.length += Math.max(0, read);
		return read >= 0;
	}

	int length() {
		return this.length;
	}

	boolean isFull() {
		return this.length == this.bytes.length;
	}

	/**
	 * Returns the bytes of the body, not a copy.
	 * @return an array of the current capacity, which begins with the bytes of the body
	 */
	byte[] bytes() {
		return this.bytes;
	}

	@Override
	public void close() {
		this.memory.release(this.held);
		this.held = 0;
	}

}
