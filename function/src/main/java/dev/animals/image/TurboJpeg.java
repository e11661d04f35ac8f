package dev.animals.image;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.function.Predicate;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * Calls the TurboJPEG API of libjpeg-turbo, version 2, which {@code turbojpeg.h}
 * documents. It is thread-safe, because every call creates its own handle. Creating a
 * handle takes two microseconds.
 */
final class TurboJpeg {

	/** Pixels of three bytes: red, green and blue. */
	static final int RGB = 0;

	/** Pixels of four bytes: cyan, magenta, yellow and black. */
	static final int CMYK = 11;

	private static final int LIMIT_SCANS = 1 << 15;

	private static final int WARNING = 0;

	private final MethodHandle initDecompress;

	private final MethodHandle decompress;

	private final MethodHandle errorCode;

	private final MethodHandle errorText;

	private final MethodHandle destroy;

	/**
	 * Binds the functions of the library.
	 * @param library the loaded library
	 */
	TurboJpeg(SymbolLookup library) {
		this.initDecompress = NativeLibrary.bind(library, "tjInitDecompress", FunctionDescriptor.of(ADDRESS));
		this.decompress = NativeLibrary.bind(library, "tjDecompress2", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS,
				JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
		this.errorCode = NativeLibrary.bind(library, "tjGetErrorCode", FunctionDescriptor.of(JAVA_INT, ADDRESS));
		this.errorText = NativeLibrary.bind(library, "tjGetErrorStr2", FunctionDescriptor.of(ADDRESS, ADDRESS));
		this.destroy = NativeLibrary.bind(library, "tjDestroy", FunctionDescriptor.of(JAVA_INT, ADDRESS));
	}

	/**
	 * Decodes a JPEG.
	 * @param jpeg the whole file, in native memory. A call that may access the heap would
	 * delay garbage collection until it returns.
	 * @param pixels receives the rows, without gaps between them
	 * @param width the width of the result in pixels. Together with the height it selects
	 * the reduction.
	 * @param height the height of the result in pixels
	 * @param format {@link #RGB} or {@link #CMYK}
	 * @param harmless decides whether the pixels can be used in spite of a warning
	 * @throws IOException if the file is truncated or corrupt, even if pixels were
	 * written
	 */
	void decode(MemorySegment jpeg, MemorySegment pixels, int width, int height, int format, Predicate<String> harmless)
			throws IOException {
		NativeLibrary.TURBOJPEG.call(() -> {
			MemorySegment handle = (MemorySegment) this.initDecompress.invokeExact();
			if (handle.equals(MemorySegment.NULL)) {
				throw new OutOfMemoryError("TurboJPEG cannot allocate a handle");
			}
			try {
				int result = (int) this.decompress.invokeExact(handle, jpeg, jpeg.byteSize(), pixels, width, 0, height,
						format, LIMIT_SCANS);
				if (result != 0) {
					check(handle, harmless);
				}
			}
			finally {
				int _ = (int) this.destroy.invokeExact(handle);
			}
		});
	}

	private void check(MemorySegment handle, Predicate<String> harmless) throws Throwable {
		String message = NativeLibrary.text((MemorySegment) this.errorText.invokeExact(handle));
		int code = (int) this.errorCode.invokeExact(handle);
		if (code != WARNING || !harmless.test(message)) {
			throw new IOException(message);
		}
	}

}
