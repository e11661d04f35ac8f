package dev.animals.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the image's files are put together.
 */
class AssembleTests {

	private final List<Path> libraries = Assemble.libraries(Path.of(System.getProperty("image.libraries", "")));

	AssembleTests() throws IOException {
	}

	@Test
	void writesTheSameBytesAgain() throws IOException, InterruptedException {
		Path again = ImageFile.folder("again");
		Assemble.assemble(this.libraries, Path.of("../model", System.getProperty("image.model", "lite0")), Path.of("."),
				again);
		Map<String, String> first = digests(ImageFile.folder("root"));
		first.keySet().removeIf((file) -> file.startsWith("app/cache/") || file.endsWith("class-path.args"));
		assertThat(digests(again)).isEqualTo(first);
		Trees.delete(again);
	}

	@ParameterizedTest
	@EnumSource
	void findsTheLibrariesOfEachPlatform(Platform platform) throws IOException {
		assertThat(entries("pytorch-jni-")).contains(platform.djlTorch());
		assertThat(entries("jna-")).contains(platform.jnaDispatch());
		assertThat(entries("function.")).contains(platform.turboJpeg());
		if (platform == Platform.CURRENT) {
			// The other's is a download of its own.
			assertThat(entries("pytorch-native-cpu-")).contains(platform.libtorch() + "libtorch_cpu.so");
		}
	}

	private List<String> entries(String archive) throws IOException {
		try (ZipFile zip = new ZipFile(Assemble.only(this.libraries, archive).toFile())) {
			return zip.stream().map(Object::toString).toList();
		}
	}

	private static Map<String, String> digests(Path root) throws IOException {
		Map<String, String> digests = new TreeMap<>();
		for (Path file : Trees.files(root)) {
			digests.put(root.relativize(file).toString(), Sha256.of(file));
		}
		return digests;
	}

}
