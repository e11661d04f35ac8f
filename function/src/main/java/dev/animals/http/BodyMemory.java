package dev.animals.http;

import java.util.concurrent.Semaphore;

import org.jspecify.annotations.Nullable;

/**
 * The memory that bodies share, counted in units of {@value Body#UNIT} bytes.
 */
final class BodyMemory {

	private final int units;

	private final Semaphore free;

	private final @Nullable BodyMemory whole;

	/**
	 * Creates the memory of all bodies.
	 * @param units its size
	 */
	BodyMemory(int units) {
		this(units, null);
	}

	private BodyMemory(int units, @Nullable BodyMemory whole) {
		this.units = units;
		this.free = new Semaphore(units);
		this.whole = whole;
	}

	/**
	 * Creates a limit for some of the bodies, which may take half of this memory.
	 * @return the limit; memory taken from it also counts against this memory
	 */
	BodyMemory half() {
		return new BodyMemory(Math.ceilDiv(this.units, 2), this);
	}

	int units() {
		return this.units;
	}

	int free() {
		return this.free.availablePermits();
	}

	/**
	 * Takes memory.
	 * @param count the number of units
	 * @return {@code false} if there are fewer, and then nothing is taken
	 */
	boolean tryAcquire(int count) {
		if (!this.free.tryAcquire(count)) {
			return false;
		}
		if (this.whole == null || this.whole.tryAcquire(count)) {
			return true;
		}
		this.free.release(count);
		return false;
	}

	/**
	 * Returns memory.
	 * @param count the number of units
	 */
	void release(int count) {
		// Otherwise a body could find room here while the whole memory still seems full.
		if (this.whole != null) {
			this.whole.release(count);
		}
		this.free.release(count);
	}

}
