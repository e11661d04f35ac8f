package dev.animals.model;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

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
	@SuppressWarnings("restricted")
	private static void keepFreedMemory() {
		Linker linker = Linker.nativeLinker();
		SymbolLookup symbols = linker.defaultLookup();
		if (symbols.find("gnu_get_libc_version").isEmpty()) {
			return;
		}
		Optional<MemorySegment> mallopt = symbols.find("mallopt");
		if (mallopt.isEmpty()) {
			return;
		}
		MethodHandle call = linker.downcallHandle(mallopt.get(),
				FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
		try {
			int trim = (int) call.invokeExact(M_TRIM_THRESHOLD, 512 << 20);
			// The most that glibc takes; activations are smaller.
			int mmap = (int) call.invokeExact(M_MMAP_THRESHOLD, 32 << 20);
			int pad = (int) call.invokeExact(M_TOP_PAD, 64 << 20);
			// Fast bins would be swept at each of a prediction's hundreds of large
			// allocations; the thread's cache is in front of them anyway.
			int fast = (int) call.invokeExact(M_MXFAST, 0);
			logger.debug("mallopt: trim {}, mmap {}, pad {}, fast bins {}", trim, mmap, pad, fast);
		}
		catch (Throwable ex) {
			throw new IllegalStateException("mallopt failed", ex);
		}
	}

}
