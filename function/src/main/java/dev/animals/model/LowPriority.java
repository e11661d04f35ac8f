package dev.animals.model;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the threads that decode batches run when predictions leave the processor idle.
 */
public final class LowPriority {

	private static final Logger logger = LoggerFactory.getLogger(LowPriority.class);

	/** Linux gives such a thread about a tenth of the time of a normal thread. */
	private static final int INCREMENT = 10;

	private LowPriority() {
	}

	/**
	 * Lowers the priority of this thread for good. {@link Thread#setPriority} has no
	 * effect on Linux. On other systems, where the call would affect the whole process,
	 * nothing changes.
	 */
	public static void apply() {
		if (!Platform.isLinux()) {
			return;
		}
		try {
			int result = Function.getFunction(Platform.C_LIBRARY_NAME, "nice").invokeInt(new Object[] { INCREMENT });
			logger.debug("nice result: {}", result);
		}
		catch (UnsatisfiedLinkError ex) {
			logger.debug("The C library has no nice", ex);
		}
	}

}
