package dev.animals.image;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * Calls the advanced decoding API of libwebp, which {@code webp/decode.h} documents. It
 * is thread-safe, because calls share nothing.
 */
final class LibWebp {

	/** The version of the interface: the layout of {@code WebPDecoderConfig}. */
	private static final int ABI_VERSION = 0x0209;

	private static final long CONFIG_BYTES = 240;

	// Positions in WebPDecoderConfig: the output follows 40 bytes of features, and the
	// options follow 120 bytes of output.
	private static final long COLOUR_SPACE = 40;

	private static final long EXTERNAL_MEMORY = 52;

	private static final long PIXELS = 56;

	private static final long STRIDE = 64;

	private static final long SIZE = 72;

	private static final long USE_SCALING = 188;

	private static final long SCALED_WIDTH = 192;

	private static final long SCALED_HEIGHT = 196;

	// Values of WEBP_CSP_MODE.
	private static final int RGB = 0;

	private static final int RGBA = 1;

	private final MethodHandle initConfig;

	private final MethodHandle decode;

	/**
	 * Binds the functions of the library.
	 * @param library the loaded library
	 */
	LibWebp(SymbolLookup library) {
		this.initConfig = NativeLibrary.bind(library, "WebPInitDecoderConfigInternal",
				FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
		this.decode = NativeLibrary.bind(library, "WebPDecode",
				FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS));
	}

	/**
	 * Decodes a picture.
	 * @param webp the whole file, in native memory
	 * @param pixels receives the pixels
	 * @param scaled whether the result has another size than the picture. If so, the
	 * library averages areas of pixels while it decodes.
	 * @throws IOException if the file is truncated or corrupt, even if pixels were
	 * written
	 */
	void decode(MemorySegment webp, NativePixels pixels, boolean scaled) throws IOException {
		try (Arena arena = Arena.ofConfined()) {
			MemorySegment config = arena.allocate(CONFIG_BYTES, ADDRESS.byteAlignment());
			NativeLibrary.WEBP.call(() -> {
				if ((int) this.initConfig.invokeExact(config, ABI_VERSION) == 0) {
					throw new IllegalStateException("libwebp has another interface");
				}
			});
			config.set(JAVA_INT, COLOUR_SPACE, (pixels.channels() == 4) ? RGBA : RGB);
			config.set(JAVA_INT, EXTERNAL_MEMORY, 1);
			config.set(ADDRESS, PIXELS, pixels.memory());
			config.set(JAVA_INT, STRIDE, pixels.channels() * pixels.width());
			config.set(JAVA_LONG, SIZE, pixels.memory().byteSize());
			config.set(JAVA_INT, USE_SCALING, scaled ? 1 : 0);
			config.set(JAVA_INT, SCALED_WIDTH, pixels.width());
			config.set(JAVA_INT, SCALED_HEIGHT, pixels.height());
			NativeLibrary.WEBP.call(() -> {
				int status = (int) this.decode.invokeExact(webp, webp.byteSize(), config);
				if (status != 0) {
					throw new IOException("libwebp returned the status " + status);
				}
			});
		}
	}

}
