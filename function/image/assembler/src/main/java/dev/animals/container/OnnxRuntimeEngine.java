package dev.animals.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * ONNX Runtime.
 *
 * @param archive the jar with its classes and its native libraries for all platforms
 */
record OnnxRuntimeEngine(Path archive) implements InferenceEngine {

	/** The name of the archive without its version. */
	static final String ARTIFACT = "onnxruntime";

	/** The folder of the native libraries in the archive. */
	static final String LIBRARIES = "ai/onnxruntime/native/linux-x64/";

	static OnnxRuntimeEngine of(Libraries libraries) {
		return new OnnxRuntimeEngine(libraries.only(ARTIFACT));
	}

	@Override
	public String name() {
		return "onnxruntime";
	}

	@Override
	public List<Path> networks(Path model) throws IOException {
		return Trees.files(model).stream().filter((file) -> file.toString().endsWith(".onnx")).toList();
	}

	@Override
	public List<Path> archives() {
		return List.of(this.archive);
	}

	@Override
	public List<Path> archivesWithClasses() {
		return archives();
	}

	@Override
	public void unpack(Path natives) throws IOException, InterruptedException {
		NativeLibraries.unpack(this.archive, LIBRARIES, folder(natives));
	}

	@Override
	public List<String> flags(Path natives) {
		return List.of("-Donnxruntime.native.path=" + folder(natives));
	}

	private static Path folder(Path natives) {
		return natives.resolve("onnxruntime");
	}

}
