package dev.animals.image;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * Calls libspng, which {@code spng.h} documents. It is thread-safe, because every call
 * creates its own context.
 */
final class LibSpng {

	// Values of enum spng_format for pixels of 8-bit samples.
	private static final int RGBA = 1;

	private static final int RGB = 4;

	// Values of enum spng_decode_flags.
	private static final int TRANSPARENCY = 1;

	private static final int ROW_BY_ROW = 256;

	/** The value of enum spng_crc_action that accepts chunks with wrong checksums. */
	private static final int USE = 2;

	/** The result after the last row. */
	private static final int END_OF_IMAGE = 75;

	private final MethodHandle newContext;

	private final MethodHandle setChecksumAction;

	private final MethodHandle setFile;

	private final MethodHandle decodeImage;

	private final MethodHandle decodeRow;

	private final MethodHandle errorText;

	private final MethodHandle freeContext;

	/**
	 * Binds the functions of the library.
	 * @param library the loaded library
	 */
	LibSpng(SymbolLookup library) {
		this.newContext = NativeLibrary.bind(library, "spng_ctx_new", FunctionDescriptor.of(ADDRESS, JAVA_INT));
		this.setChecksumAction = NativeLibrary.bind(library, "spng_set_crc_action",
				FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
		FunctionDescriptor withMemory = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
		this.setFile = NativeLibrary.bind(library, "spng_set_png_buffer", withMemory);
		this.decodeImage = NativeLibrary.bind(library, "spng_decode_image",
				FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT));
		this.decodeRow = NativeLibrary.bind(library, "spng_decode_row", withMemory);
		this.errorText = NativeLibrary.bind(library, "spng_strerror", FunctionDescriptor.of(ADDRESS, JAVA_INT));
		this.freeContext = NativeLibrary.bind(library, "spng_ctx_free", FunctionDescriptor.ofVoid(ADDRESS));
	}

	/**
	 * Decodes all pixels at once.
	 * @param png the whole file, in native memory
	 * @param pixels receives the pixels
	 * @throws IOException if the file is truncated or corrupt
	 */
	void decode(MemorySegment png, NativePixels pixels) throws IOException {
		inContext(png, (context) -> check((int) this.decodeImage.invokeExact(context, pixels.memory(),
				pixels.memory().byteSize(), format(pixels), TRANSPARENCY)));
	}

	/**
	 * Decodes one row after the other, which takes little memory.
	 * @param png the whole file, in native memory. The image must not be interlaced.
	 * @param row receives each row in turn
	 * @param rows the number of rows
	 * @param reader is called after each row
	 * @throws IOException if the file is truncated or corrupt
	 */
	void decodeRows(MemorySegment png, NativePixels row, int rows, Runnable reader) throws IOException {
		inContext(png, (context) -> {
			check((int) this.decodeImage.invokeExact(context, MemorySegment.NULL, 0L, format(row),
					TRANSPARENCY | ROW_BY_ROW));
			for (int y = 0; y < rows; y++) {
				int result = (int) this.decodeRow.invokeExact(context, row.memory(), row.memory().byteSize());
				check((result == END_OF_IMAGE && y == rows - 1) ? 0 : result);
				reader.run();
			}
		});
	}

	private static int format(NativePixels pixels) {
		return (pixels.channels() == 4) ? RGBA : RGB;
	}

	private void inContext(MemorySegment png, ContextCalls calls) throws IOException {
		NativeLibrary.PNG.call(() -> {
			MemorySegment context = (MemorySegment) this.newContext.invokeExact(0);
			if (context.equals(MemorySegment.NULL)) {
				throw new OutOfMemoryError("libspng cannot allocate a context");
			}
			try {
				check((int) this.setChecksumAction.invokeExact(context, USE, USE));
				check((int) this.setFile.invokeExact(context, png, png.byteSize()));
				calls.run(context);
			}
			finally {
				this.freeContext.invokeExact(context);
			}
		});
	}

	private void check(int result) throws Throwable {
		if (result != 0) {
			throw new IOException("libspng: " + NativeLibrary.text((MemorySegment) this.errorText.invokeExact(result)));
		}
	}

	@FunctionalInterface
	private interface ContextCalls {

		void run(MemorySegment context) throws Throwable;

	}

}
