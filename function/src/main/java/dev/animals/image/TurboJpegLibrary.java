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
 * Finds the TurboJPEG library: the file that the system property {@value #PROPERTY}
 * names, or else the one on the class path for this operating system and processor.
 */
final class TurboJpegLibrary {

	static final String PROPERTY = "animals.turbojpeg.library";

	private static final Logger logger = LoggerFactory.getLogger(TurboJpegLibrary.class);

	private TurboJpegLibrary() {
	}

	/**
	 * Loads the library.
	 * @param arena for how long
	 * @return the library; {@code null} where there is none or it does not load, which is
	 * logged and no failure: the platform's own decoder is slower and serves too
	 */
	static @Nullable TurboJpeg load(Arena arena) {
		String file = System.getProperty(PROPERTY);
		try {
			return (file != null) ? bind(Path.of(file), arena) : loadFromClassPath(resource(), arena);
		}
		catch (IOException | RuntimeException | LinkageError ex) {
			logger.warn("TurboJPEG does not load, so that JPEG images are decoded by Java Image I/O: {}",
					ex.toString());
			return null;
		}
	}

	/**
	 * The library's place on the class path.
	 * @return a resource, which exists for Linux with glibc on two processors
	 */
	static String resource() {
		String system = System.getProperty("os.name").startsWith("Linux") ? "linux" : "other";
		String processor = System.getProperty("os.arch").replace("amd64", "x86_64");
		return "/native/" + system + "-" + processor + "/libturbojpeg.so";
	}

	static @Nullable TurboJpeg loadFromClassPath(String resource, Arena arena) throws IOException {
		try (InputStream library = TurboJpegLibrary.class.getResourceAsStream(resource)) {
			if (library == null) {
				logger.info("No TurboJPEG library at {}, so that JPEG images are decoded by Java Image I/O", resource);
				return null;
			}
			Path file = Files.createTempFile("libturbojpeg", ".so");
			try {
				Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
				return bind(file, arena);
			}
			finally {
				// Linux keeps a mapped file's contents after its name is gone.
				Files.delete(file);
			}
		}
	}

	@SuppressWarnings("restricted")
	private static TurboJpeg bind(Path file, Arena arena) {
		return new TurboJpeg(SymbolLookup.libraryLookup(file, arena));
	}

}
