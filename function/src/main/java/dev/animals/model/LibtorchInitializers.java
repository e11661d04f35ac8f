package dev.animals.model;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * Loads libtorch and runs its initialisers, where the image's build has kept the dynamic
 * linker from running them.
 * <p>
 * Some 1,600 of them register libtorch's operators, for a quarter of a second. glibc runs
 * initialisers under the lock that each look-up of a native method takes, too
 * ({@code dlsym}), so that Spring's start would stand still meanwhile. The build renames
 * two entries of the library's dynamic section, by which the linker finds them, and this
 * finds them by their new names. The entries are described in the System V ABI, chapter
 * "Dynamic Linking", and {@code link_map} in {@code link.h}.
 */
public final class LibtorchInitializers {

	/**
	 * Added to the tag of each entry that the build renames; in the range for which the
	 * ABI has no meaning.
	 */
	public static final long RENAMED = 0x60000000L;

	/** An entry's tag: where the initialisers' addresses are. */
	public static final long DT_INIT_ARRAY = 25;

	/** An entry's tag: how many bytes those have. */
	public static final long DT_INIT_ARRAYSZ = 27;

	/**
	 * The system property that names the library's file; without it the dynamic linker
	 * does all.
	 */
	static final String PROPERTY = "animals.libtorch.library";

	private static final int RTLD_LAZY = 1;

	private static final long DT_NULL = 0;

	private static boolean ran;

	private LibtorchInitializers() {
	}

	/** Does that, the first time that it is called. */
	static synchronized void run() {
		String library = System.getProperty(PROPERTY);
		if (library == null || ran) {
			return;
		}
		ran = true;
		Pointer map = Function.getFunction(Platform.C_LIBRARY_NAME, "dlopen")
			.invokePointer(new Object[] { library, RTLD_LAZY });
		if (map == null) {
			throw new InvalidModelException("The library %s (%s) does not load.".formatted(library, PROPERTY));
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
