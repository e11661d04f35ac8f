package dev.animals.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class Sha256Tests {

	/** The first example of NIST's FIPS 180-2. */
	private static final String HASH_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

	@TempDir
	Path folder;

	@Test
	void hashesTextAsItsUtf8Bytes() {
		assertThat(Sha256.of("abc")).isEqualTo(HASH_OF_ABC);
		assertThat(Sha256.of("ä")).isEqualTo(Sha256.of(new byte[] { (byte) 0xc3, (byte) 0xa4 }));
	}

	@Test
	void hashesAFileLikeItsBytes() throws IOException {
		Path file = Files.writeString(this.folder.resolve("abc.txt"), "abc");
		assertThat(Sha256.of(file)).isEqualTo(HASH_OF_ABC);
	}

}
