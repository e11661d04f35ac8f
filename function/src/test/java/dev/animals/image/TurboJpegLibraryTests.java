package dev.animals.image;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TurboJpegLibraryTests {

	@TempDir
	private Path directory;

	@AfterEach
	void forgetTheFile() {
		System.clearProperty(TurboJpegLibrary.PROPERTY);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void isOnTheClassPath() {
		try (Arena arena = Arena.ofConfined()) {
			assertThat(TurboJpegLibrary.load(arena)).isNotNull();
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void isTheFileThatThePropertyNames() throws IOException {
		Path file = this.directory.resolve("turbojpeg.so");
		Files.write(file, TurboJpegLibrary.class.getResourceAsStream(TurboJpegLibrary.resource()).readAllBytes());
		System.setProperty(TurboJpegLibrary.PROPERTY, file.toString());
		try (Arena arena = Arena.ofConfined()) {
			assertThat(TurboJpegLibrary.load(arena)).isNotNull();
		}
	}

	@Nested
	class IsMissing {

		@Test
		void whereTheFileIsNotThere() {
			System.setProperty(TurboJpegLibrary.PROPERTY, "/nowhere/libturbojpeg.so");
			assertThat(TurboJpegLibrary.load(Arena.ofAuto())).isNull();
		}

		@Test
		void whereTheFileIsNoLibrary() throws IOException {
			Path file = Files.createDirectory(TurboJpegLibraryTests.this.directory.resolve("folder.so"));
			System.setProperty(TurboJpegLibrary.PROPERTY, file.toString());
			assertThat(TurboJpegLibrary.load(Arena.ofAuto())).isNull();
		}

		@Test
		void onOtherSystems() throws IOException {
			assertThat(TurboJpegLibrary.loadFromClassPath("/native/other-riscv/libturbojpeg.so", Arena.ofAuto()))
				.isNull();
		}

	}

}
