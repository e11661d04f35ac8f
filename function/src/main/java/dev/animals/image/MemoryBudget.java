package dev.animals.image;

import java.io.IOException;
import java.util.concurrent.Semaphore;

import org.springframework.util.unit.DataSize;

/**
 * Memory that concurrent decodes share: who would exceed it waits for the others, in
 * order of arrival, so that a large image is not overtaken for ever.
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
	 * Whether work of this size can ever run.
	 * @param bytes what it takes
	 * @return {@code false} if it exceeds the whole budget
	 */
	boolean admits(long bytes) {
		return units(bytes) <= this.units;
	}

	/**
	 * Runs the work as soon as its memory is free.
	 * @param <T> what the work yields
	 * @param bytes what it takes at most; for more than the budget it runs alone
	 * @param work takes the memory and has given it back at its end
	 * @return what the work yields
	 * @throws IOException if the work does
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
	 * Something that takes memory.
	 *
	 * @param <T> what it yields
	 */
	@FunctionalInterface
	interface Work<T> {

		T run() throws IOException;

	}

}
