package dev.animals.model;

import java.util.concurrent.ThreadFactory;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lowers the priority of the threads that decode batches, so that predictions get the
 * processor first.
 */
public final class LowPriority {

	private static final Logger logger = LoggerFactory.getLogger(LowPriority.class);

	/** Linux gives such a thread about a tenth of the time of a normal thread. */
	static final int INCREMENT = 10;

	private LowPriority() {
	}

	/**
	 * Returns a factory of platform threads with low priority.
	 * @param name the first part of the threads' names, before a number
	 * @return the factory
	 */
	public static ThreadFactory threads(String name) {
		ThreadFactory threads = Thread.ofPlatform().name(name, 1).factory();
		return (work) -> threads.newThread(() -> {
			apply();
			work.run();
		});
	}

	/**
	 * Lowers the priority of this thread for good. {@link Thread#setPriority} has no
	 * effect on Linux. On other systems, where the call would affect the whole process,
	 * nothing changes.
	 * <p>
	 * A thread that this thread starts inherits the priority. This can happen to a
	 * carrier of virtual threads, if no carrier exists when this thread wakes a virtual
	 * thread. Carriers end when they have been idle for 30 s.
	 */
	private static void apply() {
		if (!Platform.isLinux()) {
			return;
		}
		try {
			int result = Function.getFunction(Platform.C_LIBRARY_NAME, "nice").invokeInt(new Object[] { INCREMENT });
			logger.debug("nice result: {}", result);
		}
		// JNA throws NoClassDefFoundError from the second time that it cannot be loaded.
		catch (LinkageError ex) {
			logger.warn("Batches are decoded with normal priority, because nice cannot be called", ex);
		}
	}

}
