package dev.animals.model;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * Loads libtorch and runs its initializers, so that Spring can start at the same time.
 * <p>
 * About 1,600 initializers register the operators of libtorch, which takes a quarter of a
 * second. glibc would run them while it holds a lock that every look-up of a native
 * method needs as well ({@code dlsym}), so the start of Spring would stand still. The
 * build of the container image therefore renames the two entries of the library's dynamic
 * section by which the dynamic linker finds the initializers, and this class finds them
 * by their new names. The System V ABI, chapter "Dynamic Linking", describes the entries,
 * and {@code link.h} describes {@code link_map}.
 */
public final class LibtorchInitializers {

	/**
	 * The number that the build adds to the tag of each renamed entry. The sum lies in a
	 * range of tags that the ABI does not use.
	 */
	public static final long RENAMED = 0x60000000L;

	/** The tag of the entry with the position of the initializers' addresses. */
	public static final long DT_INIT_ARRAY = 25;

	/** The tag of the entry with the size of the addresses in bytes. */
	public static final long DT_INIT_ARRAYSZ = 27;

	/**
	 * The system property that names the file of the library. Without it, the dynamic
	 * linker runs the initializers.
	 */
	static final String PROPERTY = "animals.libtorch.library";

	private static final int RTLD_LAZY = 1;

	private static final long DT_NULL = 0;

	private static boolean ran;

	private LibtorchInitializers() {
	}

	/** Loads the library and runs the initializers at the first call. */
	static synchronized void run() {
		String library = System.getProperty(PROPERTY);
		if (library == null || ran) {
			return;
		}
		ran = true;
		Pointer map = Function.getFunction(Platform.C_LIBRARY_NAME, "dlopen")
			.invokePointer(new Object[] { library, RTLD_LAZY });
		if (map == null) {
			throw new InvalidModelException(
					"Cannot load the library %s (system property %s).".formatted(library, PROPERTY));
		}
		// struct link_map { address base; char* name; Dyn* dynamic; … }
		long base = map.getLong(0);
		Pointer dynamic = map.getPointer(16);
		long array = 0;
		long size = 0;
		for (long entry = 0; dynamic.getLong(entry) != DT_NULL; entry += 16) {
			long tag = dynamic.getLong(entry);
			if (tag == RENAMED + DT_INIT_ARRAY) {
				array = base + dynamic.getLong(entry + 8);
			}
			if (tag == RENAMED + DT_INIT_ARRAYSZ) {
				size = dynamic.getLong(entry + 8);
			}
		}
		Object[] none = {};
		for (long place = array; place < array + size; place += 8) {
			Function.getFunction(new Pointer(place).getPointer(0)).invokeVoid(none);
		}
	}

}
