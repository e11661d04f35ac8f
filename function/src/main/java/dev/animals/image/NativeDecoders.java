package dev.animals.image;

import java.lang.foreign.Arena;

import org.jspecify.annotations.Nullable;

/**
 * The native decoders that an {@link ImageDecoder} may use. Where one is missing, Java
 * decodes the format.
 */
enum NativeDecoders {

	/** The libraries of this platform. Each is loaded when it is first asked for. */
	OF_THE_PLATFORM,

	/** No native library. */
	NONE;

	@Nullable TurboJpeg turboJpeg() {
		return (this == NONE) ? null : LoadedTurboJpeg.LIBRARY;
	}

	@Nullable LibWebp webp() {
		return (this == NONE) ? null : LoadedWebp.LIBRARY;
	}

	@Nullable LibSpng png() {
		return (this == NONE) ? null : LoadedPng.LIBRARY;
	}

	// Java initialises each of these classes at its first use, so a library is loaded
	// then and not before.

	private static final class LoadedTurboJpeg {

		static final @Nullable TurboJpeg LIBRARY = NativeLibrary.TURBOJPEG.load(Arena.global(), TurboJpeg::new);

	}

	private static final class LoadedWebp {

		static final @Nullable LibWebp LIBRARY = NativeLibrary.WEBP.load(Arena.global(), LibWebp::new);

	}

	private static final class LoadedPng {

		static final @Nullable LibSpng LIBRARY = NativeLibrary.PNG.load(Arena.global(), LibSpng::new);

	}

}
