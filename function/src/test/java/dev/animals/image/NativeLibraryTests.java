package dev.animals.image;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Changes a system property that all decoders read. */
@Isolated
class NativeLibraryTests {

	@TempDir
	private Path directory;

	@AfterEach
	void clearTheProperty() {
		System.clearProperty(NativeLibrary.PROPERTY);
	}

	private static @Nullable Object load(NativeLibrary library, Arena arena) {
		return switch (library) {
			case TURBOJPEG -> library.load(arena, TurboJpeg::new);
			case WEBP -> library.load(arena, LibWebp::new);
			case PNG -> library.load(arena, LibSpng::new);
		};
	}

	@ParameterizedTest
	@EnumSource
	@EnabledOnOs(OS.LINUX)
	void isLoadedFromTheClassPath(NativeLibrary library) {
		try (Arena arena = Arena.ofConfined()) {
			assertThat(load(library, arena)).isNotNull();
		}
	}

	@ParameterizedTest
	@EnumSource
	@EnabledOnOs(OS.LINUX)
	void isLoadedFromTheFolderThatThePropertyNames(NativeLibrary library) throws IOException {
		for (String file : library.files()) {
			try (InputStream resource = NativeLibrary.class.getResourceAsStream(NativeLibrary.resources() + file)) {
				Files.copy(resource, this.directory.resolve(file));
			}
		}
		System.setProperty(NativeLibrary.PROPERTY, this.directory.toString());
		try (Arena arena = Arena.ofConfined()) {
			assertThat(load(library, arena)).isNotNull();
		}
	}

	@ParameterizedTest
	@EnumSource
	void isNotLoadedIfTheFolderDoesNotExist(NativeLibrary library) {
		System.setProperty(NativeLibrary.PROPERTY, "/nowhere");
		assertThat(load(library, Arena.ofAuto())).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void isNotLoadedIfAFileIsNotALibrary(NativeLibrary library) throws IOException {
		for (String file : library.files()) {
			Files.createDirectory(this.directory.resolve(file));
		}
		System.setProperty(NativeLibrary.PROPERTY, this.directory.toString());
		assertThat(load(library, Arena.ofAuto())).isNull();
	}

	@ParameterizedTest
	@EnumSource
	@EnabledOnOs(OS.LINUX)
	void isNotLoadedIfAFunctionIsMissing(NativeLibrary library) {
		try (Arena arena = Arena.ofConfined()) {
			Object functions = library.load(arena, (symbols) -> symbols.findOrThrow("of another version"));
			assertThat(functions).isNull();
		}
	}

	@ParameterizedTest
	@EnumSource
	void isNotLoadedOnOtherSystems(NativeLibrary library) throws IOException {
		assertThat(library.openFromClassPath("/native/other-riscv/", Arena.ofAuto())).isNull();
	}

}
