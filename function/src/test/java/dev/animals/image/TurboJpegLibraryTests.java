package dev.animals.image;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TurboJpegLibraryTests {

	@TempDir
	private Path directory;

	@AfterEach
	void clearTheProperty() {
		System.clearProperty(TurboJpegLibrary.PROPERTY);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void isLoadedFromTheClassPath() {
		try (Arena arena = Arena.ofConfined()) {
			assertThat(TurboJpegLibrary.load(arena)).isNotNull();
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void isLoadedFromTheFileThatThePropertyNames() throws IOException {
		Path file = this.directory.resolve("turbojpeg.so");
		Files.write(file, TurboJpegLibrary.class.getResourceAsStream(TurboJpegLibrary.resource()).readAllBytes());
		System.setProperty(TurboJpegLibrary.PROPERTY, file.toString());
		try (Arena arena = Arena.ofConfined()) {
			assertThat(TurboJpegLibrary.load(arena)).isNotNull();
		}
	}

	@Test
	void isNotLoadedIfTheFileDoesNotExist() {
		System.setProperty(TurboJpegLibrary.PROPERTY, "/nowhere/libturbojpeg.so");
		assertThat(TurboJpegLibrary.load(Arena.ofAuto())).isNull();
	}

	@Test
	void isNotLoadedIfTheFileIsNotALibrary() throws IOException {
		Path file = Files.createDirectory(this.directory.resolve("folder.so"));
		System.setProperty(TurboJpegLibrary.PROPERTY, file.toString());
		assertThat(TurboJpegLibrary.load(Arena.ofAuto())).isNull();
	}

	@Test
	void isNotLoadedOnOtherSystems() throws IOException {
		assertThat(TurboJpegLibrary.loadFromClassPath("/native/other-riscv/libturbojpeg.so", Arena.ofAuto())).isNull();
	}

}
