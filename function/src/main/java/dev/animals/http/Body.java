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
	 * @param factor how many times the body will be in memory at once
	 */
	Body(Semaphore memory, int allMemory, int factor) {
		this.memory = memory;
		this.allMemory = allMemory;
		this.factor = factor;
	}

	/**
	 * Makes room.
	 * @param capacity for how many bytes in all
	 * @return {@code false} if there is no memory for them
	 */
	boolean grow(int capacity) {
		long wanted = (long) this.factor * capacity / UNIT + 1;
		// One that fits in no budget may still come alone.
		int more = (int) Math.min(wanted, this.allMemory) - this.held;
		if (!this.memory.tryAcquire(more)) {
			return false;
		}
		this.held += more;
		this.bytes = Arrays.copyOf(this.bytes, capacity);
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
	 * @return all of them
	 */
	byte[] bytes() {
		return isFull() ? this.bytes : Arrays.copyOf(this.bytes, this.length);
	}

	@Override
	public void close() {
		this.memory.release(this.held);
		this.held = 0;
	}

}
