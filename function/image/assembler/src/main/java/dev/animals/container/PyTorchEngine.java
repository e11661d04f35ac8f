package dev.animals.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * PyTorch: libtorch, and DJL's binding to it.
 *
 * @param libtorch the archive with libtorch
 * @param binding the archive with the binding
 */
record PyTorchEngine(Path libtorch, Path binding) implements InferenceEngine {

	/** The folder of libtorch in its archive. */
	static final String LIBTORCH = "pytorch/cpu/linux-x86_64/";

	/** The binding in its archive. */
	static final String BINDING = "jnilib/linux-x86_64/cpu/libdjl_torch.so";

	/** The library whose initializers the service runs. */
	static final String DEFERRED = "libtorch_cpu.so";

	static PyTorchEngine of(Libraries libraries) {
		return new PyTorchEngine(libraries.only("pytorch-native-cpu"), libraries.only("pytorch-jni"));
	}

	@Override
	public String name() {
		return "pytorch";
	}

	/**
	 * Containers run on x86-64, where libtorch runs the packed network if there is one.
	 */
	@Override
	public List<Path> networks(Path model) throws IOException {
		Path packed = model.resolve("packed.pt");
		return Files.exists(packed) ? List.of(packed)
				: Trees.files(model).stream().filter((file) -> file.toString().endsWith(".pt")).toList();
	}

	@Override
	public List<Path> archives() {
		return List.of(this.libtorch, this.binding);
	}

	@Override
	public List<Path> archivesWithClasses() {
		return List.of();
	}

	@Override
	public void unpack(Path natives) throws IOException, InterruptedException {
		Path folder = folder(natives);
		NativeLibraries.unpack(this.libtorch, LIBTORCH, folder);
		// DJL looks for its binding under its own version. The archive's name has the
		// version of libtorch before it, as in pytorch-jni-2.7.1-0.35.1.jar.
		String djlVersion = Libraries.name(this.binding).replaceAll("pytorch-jni-" + version() + "-(.*)\\.jar", "$1");
		NativeLibraries.unpack(this.binding, BINDING, folder.resolve(djlVersion + "-libdjl_torch.so"));
		DeferredInitializers.defer(folder.resolve(DEFERRED));
	}

	@Override
	public List<String> flags(Path natives) {
		return List.of("-DDJL_CACHE_DIR=" + cache(natives), "-DPYTORCH_FLAVOR=cpu",
				"-Danimals.libtorch.library=" + folder(natives).resolve(DEFERRED));
	}

	/** Returns the folder below DJL's cache in which DJL looks for libtorch. */
	private Path folder(Path natives) {
		return cache(natives).resolve("pytorch").resolve(version() + "-cpu-linux-x86_64");
	}

	private static Path cache(Path natives) {
		return natives.resolve("djl");
	}

	private String version() {
		return Libraries.name(this.libtorch).replaceAll("pytorch-native-cpu-([0-9.]+)-.*", "$1");
	}

}
