package dev.animals.image;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native libraries that decode images. Their files are in the folder that the system
 * property {@value #PROPERTY} names or, without that property, on the class path under
 * the name of the operating system and the processor.
 */
enum NativeLibrary {

	TURBOJPEG("JPEG", "libturbojpeg.so"), WEBP("WebP", "libwebp.so"),

	/** libspng needs zlib, which is therefore loaded before it. */
	PNG("PNG", "libz.so", "libspng.so");

	static final String PROPERTY = "animals.native.directory";

	private static final Logger logger = LoggerFactory.getLogger(NativeLibrary.class);

	/** The longest message that is read. Messages of the libraries are much shorter. */
	private static final long MOST_TEXT_BYTES = 256;

	private final String format;

	@SuppressWarnings("ImmutableEnumChecker") // List.of returns an immutable list
	private final List<String> files;

	NativeLibrary(String format, String... files) {
		this.format = format;
		this.files = List.of(files);
	}

	List<String> files() {
		return this.files;
	}

	/**
	 * Loads the library. A library that is missing or cannot be loaded is logged but not
	 * an error, because the service can decode all formats in Java, only more slowly.
	 * @param <T> the type of the functions
	 * @param arena the lifetime of the library
	 * @param functions binds the functions of the library
	 * @return its functions; {@code null} if it is missing or cannot be loaded
	 */
	<T> @Nullable T load(Arena arena, Function<SymbolLookup, T> functions) {
		String folder = System.getProperty(PROPERTY);
		try {
			SymbolLookup symbols = (folder != null) ? open(Path.of(folder), arena)
					: openFromClassPath(resources(), arena);
			return (symbols != null) ? functions.apply(symbols) : null;
		}
		catch (IOException | RuntimeException | LinkageError ex) {
			logger.warn("Cannot load {}; {} images are decoded in Java, which is slower: {}", this.files.getLast(),
					this.format, ex.toString());
			return null;
		}
	}

	/**
	 * Returns the folder of the libraries on the class path.
	 * @return a folder, which exists for Linux with glibc on x86-64 and arm64
	 */
	static String resources() {
		String system = System.getProperty("os.name").startsWith("Linux") ? "linux" : "other";
		String processor = System.getProperty("os.arch").replace("amd64", "x86_64");
		return "/native/" + system + "-" + processor + "/";
	}

	@Nullable SymbolLookup openFromClassPath(String resources, Arena arena) throws IOException {
		Path folder = Files.createTempDirectory("animals-native");
		try {
			for (String file : this.files) {
				try (InputStream library = NativeLibrary.class.getResourceAsStream(resources + file)) {
					if (library == null) {
						logger.info("No library {}{}; {} images are decoded in Java, which is slower", resources, file,
								this.format);
						return null;
					}
					Files.copy(library, folder.resolve(file));
				}
			}
			return open(folder, arena);
		}
		finally {
			// A mapped file stays readable on Linux after it is deleted.
			for (String file : this.files) {
				Files.deleteIfExists(folder.resolve(file));
			}
			Files.delete(folder);
		}
	}

	@SuppressWarnings("restricted")
	private SymbolLookup open(Path folder, Arena arena) {
		SymbolLookup all = (name) -> Optional.empty();
		for (String file : this.files) {
			all = SymbolLookup.libraryLookup(folder.resolve(file), arena).or(all);
		}
		return all;
	}

	@SuppressWarnings("restricted")
	static MethodHandle bind(SymbolLookup library, String name, FunctionDescriptor type) {
		return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), type);
	}

	/**
	 * Reads a text that a library returned.
	 * @param text the address of a text that ends with a zero
	 * @return the text
	 */
	@SuppressWarnings("restricted")
	static String text(MemorySegment text) {
		return text.reinterpret(MOST_TEXT_BYTES).getString(0);
	}

	/**
	 * Calls functions of the library. Method handles declare {@link Throwable}, although
	 * functions in C throw nothing. Only the checks around the calls can fail.
	 * @param calls the calls and their checks
	 * @throws IOException if a check fails
	 */
	void call(Calls calls) throws IOException {
		try {
			calls.run();
		}
		catch (IOException | RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException("The call of %s failed".formatted(this.files.getLast()), ex);
		}
	}

	/** Calls of functions of a library. */
	@FunctionalInterface
	interface Calls {

		void run() throws Throwable;

	}

}
