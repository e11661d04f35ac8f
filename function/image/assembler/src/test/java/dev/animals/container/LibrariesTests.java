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
			"pytorch-native-cpu-2.7.1-linux-x86_64.jar", "jna-5.19.0.jar");

	private final Libraries forOnnxRuntime = libraries("function.jar", "onnxruntime-engine-0.36.0.jar",
			"onnxruntime-1.21.1.jar", "jna-5.19.0.jar");

	@TempDir
	Path folder;

	@Test
	void areReadFromAClassPath() throws IOException {
		Path file = Files.writeString(this.folder.resolve("libraries.txt"), "/a/function.jar:/b/api.jar");
		assertThat(Libraries.read(file).files()).containsExactly(Path.of("/a/function.jar"), Path.of("/b/api.jar"));
	}

	@Test
	void areFoundByTheNameOfTheirArtifact() {
		assertThat(this.libraries.only(Libraries.SERVICE)).isEqualTo(Path.of("/m2/function.jar"));
		assertThat(this.forOnnxRuntime.only("onnxruntime")).isEqualTo(Path.of("/m2/onnxruntime-1.21.1.jar"));
	}

	@Test
	void areFoundOnlyIfThereIsOneVersion() {
		assertThatIllegalStateException().isThrownBy(() -> libraries("jna-5.19.0.jar", "jna-5.18.1.jar").only("jna"))
			.withMessageContaining("jna-5.19.0.jar")
			.withMessageContaining("jna-5.18.1.jar");
		assertThatIllegalStateException().isThrownBy(() -> this.libraries.only("tomcat"))
			.withMessageContaining("tomcat");
	}

	@Test
	void areUnchangedUnlessTheyHoldNativeLibrariesOrTheService() {
		assertThat(this.libraries.unchanged()).containsExactly(Path.of("/m2/api-0.35.1.jar"));
		assertThat(this.forOnnxRuntime.unchanged()).containsExactly(Path.of("/m2/onnxruntime-engine-0.36.0.jar"));
	}

	@Test
	void loseTheirNativeLibrariesIfTheyAlsoHoldClasses() {
		assertThat(this.libraries.withoutNatives()).containsExactly(Path.of("/m2/jna-5.19.0.jar"));
		assertThat(this.forOnnxRuntime.withoutNatives()).containsExactly(Path.of("/m2/onnxruntime-1.21.1.jar"),
				Path.of("/m2/jna-5.19.0.jar"));
	}

	private static Libraries libraries(String... names) {
		return new Libraries(Stream.of(names).map((name) -> Path.of("/m2", name)).toList());
	}

}
