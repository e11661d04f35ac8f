package dev.animals.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/**
 * A request's body as it arrives, and the memory that is set aside for it.
 */
final class Body implements AutoCloseable {

	/** What one permit of the memory stands for, in bytes. */
	static final int UNIT = 1 << 10;

	private final Semaphore memory;

	private final int allMemory;

	private final int factor;

	private byte[] bytes = new byte[0];

	private int length;

	private int held;

	/**
	 * Makes an empty body that holds nothing yet.
	 * @param memory what is free of it, in units
	 * @param allMemory how many units there are
	 * @param factor how many times the body will be in memory at once when it is whole
	 */
	Body(Semaphore memory, int allMemory, int factor) {
		this.memory = memory;
		this.allMemory = allMemory;
		this.factor = factor;
	}

	/**
	 * Makes room, or gives back what is too much.
	 * @param capacity for how many bytes in all; none that were read are lost
	 * @return {@code false} if there is no memory for it
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

	/** Gives back always; takes only what is free. */
	private boolean hold(long size) {
		// One that fits in no budget may still come alone.
		int wanted = (int) Math.min(Math.ceilDiv(size, UNIT), this.allMemory);
		if (wanted > this.held && !this.memory.tryAcquire(wanted - this.held)) {
			return false;
		}
		this.memory.release(Math.max(0, this.held - wanted));
		this.held = wanted;
		return true;
	}

	/**
	 * Reads once, into the room that is left.
	 * @param in has the next bytes
	 * @return whether there were any
	 * @throws IOException if the stream does
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
	 * The body's bytes.
	 * @return all of them, and behind them the room that is left
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
