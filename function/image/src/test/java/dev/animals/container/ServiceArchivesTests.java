package dev.animals.container;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks the archives that the service uses, which are on the class path of this test.
 */
class ServiceArchivesTests {

	private static final List<String> SHARED = List.of(NativeLibraries.JNA,
			NativeLibraries.DECODERS + "libturbojpeg.so", NativeLibraries.DECODERS + "libwebp.so",
			NativeLibraries.DECODERS + "libz.so", NativeLibraries.DECODERS + "libspng.so");

	@ParameterizedTest
	@MethodSource("libraries")
	void haveTheNativeLibrariesWhereTheAssemblerLooksForThem(String name) {
		assertThat(getClass().getClassLoader().getResource(name)).as(name).isNotNull();
	}

	static Stream<String> libraries() {
		Libraries classPath = Libraries.of(System.getProperty("java.class.path"));
		return Stream.concat(SHARED.stream(), switch (InferenceEngine.of(classPath)) {
			case PyTorchEngine _ -> Stream.of(PyTorchEngine.LIBTORCH + PyTorchEngine.DEFERRED, PyTorchEngine.BINDING);
			case OnnxRuntimeEngine _ -> Stream.of(OnnxRuntimeEngine.LIBRARIES + "libonnxruntime.so",
					OnnxRuntimeEngine.LIBRARIES + "libonnxruntime4j_jni.so");
		});
	}

}
