package dev.animals.model;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be set before the engine's libraries are loaded.
 */
final class EngineSettings {

	private static final Logger logger = LoggerFactory.getLogger(EngineSettings.class);

	/** Constants of glibc's malloc.h. */
	private static final int M_MXFAST = 1;

	private static final int M_TRIM_THRESHOLD = -1;

	private static final int M_TOP_PAD = -2;

	private static final int M_MMAP_THRESHOLD = -3;

	private EngineSettings() {
	}

	/** Sets what no one has set from outside. */
	static void apply() {
		// Nothing is fetched or reported at run time.
		set("ai.djl.offline", "true");
		set("OPT_OUT_TRACKING", "true");
		// One thread a prediction: predictions side by side use processors better than
		// threads within one, and answers do not depend on how many there are.
		set("ai.djl.pytorch.num_threads", "1");
		set("ai.djl.pytorch.num_interop_threads", "1");
		// As fast once warm, and another size of picture needs no second compilation.
		set("ai.djl.pytorch.graph_optimizer", "false");
		keepFreedMemory();
	}

	private static void set(String name, String value) {
		if (System.getProperty(name) == null && System.getenv(name) == null) {
			System.setProperty(name, value);
		}
	}

	/**
	 * Tells glibc to keep what a prediction frees for the next one, up to 512 MiB,
	 * instead of handing it back to the kernel and faulting it in again, which costs a
	 * quarter of a prediction's time. What is kept is bounded by what one prediction on
	 * each thread needs. Set by a call, so that it holds however the service is started.
	 * Elsewhere than on glibc nothing happens.
	 */
	private static void keepFreedMemory() {
		if (!isGlibc()) {
			return;
		}
		Function mallopt = Function.getFunction(Platform.C_LIBRARY_NAME, "mallopt");
		int trim = mallopt.invokeInt(new Object[] { M_TRIM_THRESHOLD, 512 << 20 });
		// The most that glibc takes; activations are smaller.
		int mmap = mallopt.invokeInt(new Object[] { M_MMAP_THRESHOLD, 32 << 20 });
		int pad = mallopt.invokeInt(new Object[] { M_TOP_PAD, 64 << 20 });
		// Fast bins would be swept at each of a prediction's hundreds of large
		// allocations; the thread's cache is in front of them anyway.
		int fast = mallopt.invokeInt(new Object[] { M_MXFAST, 0 });
		logger.debug("mallopt: trim {}, mmap {}, pad {}, fast bins {}", trim, mmap, pad, fast);
	}

	private static boolean isGlibc() {
		try {
			// No other C library has it.
			Function.getFunction(Platform.C_LIBRARY_NAME, "gnu_get_libc_version");
			return true;
		}
		catch (UnsatisfiedLinkError ex) {
			return false;
		}
	}

}
