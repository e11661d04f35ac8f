package dev.animals.container;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class NativeLibrariesTests {

	@TempDir
	Path folder;

	@Test
	void areLeftOutOfTheCopyOfAJar() throws IOException {
		Path jar = jar("jna-5.jar",
				Map.of("com/sun/jna/Native.class", "class", "com/sun/jna/aix/libjni.a", "library",
						"com/sun/jna/win32/jni.dll", "library", NativeLibraries.JNA, "library", "ai/osx/libonnx.dylib",
						"library", "ai/win/onnx.pdb", "symbols"));
		Path copies = Files.createDirectory(this.folder.resolve("copies"));
		NativeLibraries.copyWithoutNatives(jar, copies);
		try (ZipFile copy = new ZipFile(copies.resolve("jna-5.jar").toFile())) {
			assertThat(copy.stream().map(ZipEntry::getName)).containsExactly("com/sun/jna/Native.class");
		}
	}

	private Path jar(String name, Map<String, String> entries) throws IOException {
		Path file = this.folder.resolve(name);
		try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
			for (Map.Entry<String, String> each : entries.entrySet()) {
				zip.putNextEntry(new ZipEntry(each.getKey()));
				zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
			}
		}
		return file;
	}

}
