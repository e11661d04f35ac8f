package dev.animals.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LibrariesTests {

	private final Libraries libraries = libraries("function.jar", "api-0.35.1.jar", "pytorch-jni-2.7.1-0.35.1.jar",
			"pytorch-native-cpu-2.7.1-linux-x86_64.jar", "jna-5.19.0.jar", "jna-platform.jar");

	@TempDir
	Path folder;

	@Test
	void areReadFromAClassPath() throws IOException {
		Path file = Files.writeString(this.folder.resolve("libraries.txt"), "/a/function.jar:/b/api.jar");
		assertThat(Libraries.read(file).files()).containsExactly(Path.of("/a/function.jar"), Path.of("/b/api.jar"));
	}

	@Test
	void areFoundByTheStartOfTheirName() {
		assertThat(this.libraries.only(Libraries.SERVICE)).isEqualTo(Path.of("/m2/function.jar"));
		assertThatIllegalStateException().isThrownBy(() -> this.libraries.only(Libraries.JNA))
			.withMessageContaining("jna-5.19.0.jar")
			.withMessageContaining("jna-platform.jar");
		assertThatIllegalStateException().isThrownBy(() -> this.libraries.only("tomcat-"))
			.withMessageContaining("tomcat-");
	}

	@Test
	void areUnchangedUnlessTheyHoldNativeLibrariesOrTheService() {
		assertThat(this.libraries.unchanged()).containsExactly(Path.of("/m2/api-0.35.1.jar"));
	}

	private static Libraries libraries(String... names) {
		return new Libraries(Stream.of(names).map((name) -> Path.of("/m2", name)).toList());
	}

}
