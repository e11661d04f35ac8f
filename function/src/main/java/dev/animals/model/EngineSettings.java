package dev.animals.model;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings that must be applied before the native libraries of the engine are loaded.
 */
final class EngineSettings {

	private static final Logger logger = LoggerFactory.getLogger(EngineSettings.class);

	// Constants of malloc.h in glibc.
	private static final int M_MXFAST = 1;

	private static final int M_TRIM_THRESHOLD = -1;

	private static final int M_TOP_PAD = -2;

	private static final int M_MMAP_THRESHOLD = -3;

	private EngineSettings() {
	}

	/**
	 * Applies every setting that the environment does not already define.
	 */
	static void apply() {
		// The service downloads nothing and reports no usage at run time.
		set("ai.djl.offline", "true");
		set("OPT_OUT_TRACKING", "true");
		// One thread for each prediction: concurrent predictions use the processors
		// better than threads inside one prediction, and the answers do not depend on
		// their number.
		set("ai.djl.pytorch.num_threads", "1");
		set("ai.djl.pytorch.num_interop_threads", "1");
		// Without the optimizer the network is as fast after warm-up, and an image of
		// another size does not need a second compilation.
		set("ai.djl.pytorch.graph_optimizer", "false");
		// Otherwise ONNX Runtime would load a second engine for operations that this
		// service does not use.
		set("ai.djl.onnx.disable_alternative", "true");
		keepFreedMemory();
	}

	private static void set(String name, String value) {
		if (System.getProperty(name) == null && System.getenv(name) == null) {
			System.setProperty(name, value);
		}
	}

	/**
	 * Makes glibc keep up to 512 MiB of the memory that a prediction frees for the next
	 * one. By default it returns the memory to the kernel, and fetching it again takes a
	 * quarter of the time of a prediction. The memory kept is bounded by what one
	 * prediction needs on each thread. A call of {@code mallopt} works however the
	 * service is started, unlike environment variables. Other C libraries are left alone.
	 */
	private static void keepFreedMemory() {
		if (!isGlibc()) {
			return;
		}
		Function mallopt = Function.getFunction(Platform.C_LIBRARY_NAME, "mallopt");
		int trim = mallopt.invokeInt(new Object[] { M_TRIM_THRESHOLD, 512 << 20 });
		// The largest value that glibc accepts; activations are smaller.
		int mmap = mallopt.invokeInt(new Object[] { M_MMAP_THRESHOLD, 32 << 20 });
		int pad = mallopt.invokeInt(new Object[] { M_TOP_PAD, 64 << 20 });
		// Without fast bins, because glibc consolidates them at each of the hundreds of
		// large allocations of a prediction. The thread cache serves small blocks anyway.
		int fast = mallopt.invokeInt(new Object[] { M_MXFAST, 0 });
		logger.debug("mallopt results: trim {}, mmap {}, pad {}, fast bins {}", trim, mmap, pad, fast);
	}

	private static boolean isGlibc() {
		try {
			// Only glibc has this function.
			Function.getFunction(Platform.C_LIBRARY_NAME, "gnu_get_libc_version");
			return true;
		}
		catch (UnsatisfiedLinkError ex) {
			return false;
		}
	}

}
