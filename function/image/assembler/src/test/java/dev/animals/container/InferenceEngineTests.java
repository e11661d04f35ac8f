package dev.animals.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class InferenceEngineTests {

	private static final Path NATIVES = Path.of("/opt/native");

	private static final Libraries PYTORCH = Libraries
		.of("pytorch-jni-2.7.1-0.35.1.jar:pytorch-native-cpu-2.7.1-linux-x86_64.jar");

	private static final Libraries ONNX_RUNTIME = Libraries.of("onnxruntime-engine-0.36.0.jar:onnxruntime-1.21.1.jar");

	@TempDir
	Path model;

	@Test
	void isPyTorchIfTheServiceHasLibtorch() {
		InferenceEngine engine = InferenceEngine.of(PYTORCH);
		assertThat(engine.name()).isEqualTo("pytorch");
		assertThat(engine.flags(NATIVES)).containsExactly("-DDJL_CACHE_DIR=/opt/native/djl", "-DPYTORCH_FLAVOR=cpu",
				"-Danimals.libtorch.library=/opt/native/djl/pytorch/2.7.1-cpu-linux-x86_64/libtorch_cpu.so");
	}

	@Test
	void isOnnxRuntimeIfTheServiceHasItsArchive() {
		InferenceEngine engine = InferenceEngine.of(ONNX_RUNTIME);
		assertThat(engine.name()).isEqualTo("onnxruntime");
		assertThat(engine.flags(NATIVES)).containsExactly("-Donnxruntime.native.path=/opt/native/onnxruntime");
	}

	@Test
	void takesOnlyThePackedNetworkIfTheModelHasOne() throws IOException {
		Path packed = Files.createFile(this.model.resolve("packed.pt"));
		Files.createFile(this.model.resolve("plain.pt"));
		assertThat(InferenceEngine.of(PYTORCH).networks(this.model)).containsExactly(packed);
	}

	/** The files of {@code make import}. */
	@Test
	void takesTheNetworkOfAnImportedModel() throws IOException {
		Files.createFile(this.model.resolve("labels.tsv"));
		Path torchScript = Files.createFile(this.model.resolve("network.pt"));
		Path onnx = Files.createFile(this.model.resolve("network.onnx"));
		assertThat(InferenceEngine.of(PYTORCH).networks(this.model)).containsExactly(torchScript);
		assertThat(InferenceEngine.of(ONNX_RUNTIME).networks(this.model)).containsExactly(onnx);
	}

}
