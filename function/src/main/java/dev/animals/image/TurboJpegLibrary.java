package dev.animals.image;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the TurboJPEG library: in the file that the system property {@value #PROPERTY}
 * names or, without that property, on the class path under the name of the operating
 * system and the processor.
 */
final class TurboJpegLibrary {

	static final String PROPERTY = "animals.turbojpeg.library";

	private static final Logger logger = LoggerFactory.getLogger(TurboJpegLibrary.class);

	private TurboJpegLibrary() {
	}

	/**
	 * Loads the library. A library that is missing or cannot be loaded is logged but not
	 * an error, because the JDK can decode JPEG images as well, only more slowly.
	 * @param arena the lifetime of the library
	 * @return the library; {@code null} if it is missing or cannot be loaded
	 */
	static @Nullable TurboJpeg load(Arena arena) {
		String file = System.getProperty(PROPERTY);
		try {
			return (file != null) ? bind(Path.of(file), arena) : loadFromClassPath(resource(), arena);
		}
		catch (IOException | RuntimeException | LinkageError ex) {
			logger.warn("Cannot load TurboJPEG; Java Image I/O decodes JPEG images, which is slower: {}",
					ex.toString());
			return null;
		}
	}

	/**
	 * Returns the name of the library on the class path.
	 * @return a resource, which exists for Linux with glibc on x86-64 and arm64
	 */
	static String resource() {
		String system = System.getProperty("os.name").startsWith("Linux") ? "linux" : "other";
		String processor = System.getProperty("os.arch").replace("amd64", "x86_64");
		return "/native/" + system + "-" + processor + "/libturbojpeg.so";
	}

	static @Nullable TurboJpeg loadFromClassPath(String resource, Arena arena) throws IOException {
		try (InputStream library = TurboJpegLibrary.class.getResourceAsStream(resource)) {
			if (library == null) {
				logger.info("No TurboJPEG library at {}; Java Image I/O decodes JPEG images, which is slower",
						resource);
				return null;
			}
			Path file = Files.createTempFile("libturbojpeg", ".so");
			try {
				Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
				return bind(file, arena);
			}
			finally {
				// A mapped file stays readable on Linux after it is deleted.
				Files.delete(file);
			}
		}
	}

	@SuppressWarnings("restricted")
	private static TurboJpeg bind(Path file, Arena arena) {
		return new TurboJpeg(SymbolLookup.libraryLookup(file, arena));
	}

}
