package dev.animals.container;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks the archives that the service uses, which are on the class path of this test.
 */
class ServiceArchivesTests {

	@ParameterizedTest
	@ValueSource(strings = { NativeLibraries.LIBTORCH + "libtorch_cpu.so", NativeLibraries.LIBTORCH_BINDING,
			NativeLibraries.JNA, NativeLibraries.TURBOJPEG })
	void haveTheNativeLibrariesWhereTheAssemblerLooksForThem(String name) {
		assertThat(getClass().getClassLoader().getResource(name)).as(name).isNotNull();
	}

}
