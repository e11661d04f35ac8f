package dev.animals.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.animals.testing.Sha256;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("image")
class AssembleTests {

	@Test
	void writesTheSameBytesAgain() throws IOException, InterruptedException {
		Path again = BuiltImage.folder("again");
		new ImageRoot(again).assemble(BuiltImage.libraries(), BuiltImage.model(), Path.of("."));
		assertThat(digests(again)).isEqualTo(digests(BuiltImage.folder("root")));
		Trees.delete(again);
	}

	private static Map<String, String> digests(Path root) throws IOException {
		Map<String, String> digests = new TreeMap<>();
		for (Path file : Trees.files(root)) {
			digests.put(root.relativize(file).toString(), Sha256.of(file));
		}
		// The files that depend on the training run are not repeatable.
		digests.keySet().removeIf((file) -> file.startsWith("app/cache/") || file.endsWith("class-path.args"));
		return digests;
	}

}
