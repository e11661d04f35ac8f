package dev.animals.image;

import java.io.IOException;
import java.util.concurrent.Semaphore;

import org.springframework.util.unit.DataSize;

/**
 * The memory that concurrent decodes share. A decode that would exceed it waits for the
 * others. Decodes wait in order of arrival, so that small images do not delay a large one
 * indefinitely.
 */
final class MemoryBudget {

	private static final int UNIT = 1024;

	private final int units;

	private final Semaphore free;

	MemoryBudget(DataSize size) {
		this.units = (int) Math.min(Integer.MAX_VALUE, size.toBytes() / UNIT);
		this.free = new Semaphore(this.units, true);
	}

	/**
	 * Returns whether work of this size fits into the budget.
	 * @param bytes the memory that the work takes, in bytes
	 * @return {@code false} if it exceeds the whole budget
	 */
	boolean admits(long bytes) {
		return units(bytes) <= this.units;
	}

	/**
	 * Runs work as soon as its memory is free.
	 * @param <T> the type of the result
	 * @param bytes the most memory that the work takes, in bytes; work that takes more
	 * than the budget runs alone
	 * @param work the work, which releases its memory before it returns
	 * @return the result of the work
	 * @throws IOException if the work throws it
	 */
	<T> T run(long bytes, Work<T> work) throws IOException {
		int needed = (int) Math.min(this.units, units(bytes));
		this.free.acquireUninterruptibly(needed);
		try {
			return work.run();
		}
		finally {
			this.free.release(needed);
		}
	}

	private static long units(long bytes) {
		return Math.ceilDiv(bytes, UNIT);
	}

	/**
	 * Work that takes memory.
	 *
	 * @param <T> the type of the result
	 */
	@FunctionalInterface
	interface Work<T> {

		T run() throws IOException;

	}

}
