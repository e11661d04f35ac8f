package dev.animals.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.animals.testing.Sha256;

import static org.assertj.core.api.Assertions.assertThat;

class NativeFilesTests {

	private static final Path RESOURCES = Path.of("src/main/resources/native");

	@Test
	void areThoseThatTheScriptDownloads() throws IOException {
		List<String> lines = Files.readAllLines(Path.of("native/SHA256SUMS"));
		assertThat(lines).hasSize(8).allSatisfy((line) -> {
			String[] columns = line.split("  ", 2);
			assertThat(Sha256.of(RESOURCES.resolve(columns[1]))).as(columns[1]).isEqualTo(columns[0]);
		});
	}

}
