package dev.animals.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.animals.model.LibtorchInitializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Uses the smallest ELF file that has a dynamic section: a file header, one program
 * header, and the entries of the section.
 */
class DeferredInitializersTests {

	private static final int FILE_HEADER = 64;

	private static final int PROGRAM_HEADER = 56;

	private static final int SECTION = FILE_HEADER + PROGRAM_HEADER;

	private static final long DT_SONAME = 14;

	@TempDir
	Path folder;

	@Test
	void haveNewTagsAndTheSameValues() throws IOException {
		Path library = library(DT_SONAME, LibtorchInitializers.DT_INIT_ARRAY, LibtorchInitializers.DT_INIT_ARRAYSZ);
		DeferredInitializers.defer(library);
		ByteBuffer elf = ByteBuffer.wrap(Files.readAllBytes(library)).order(ByteOrder.LITTLE_ENDIAN);
		assertThat(elf.getLong(SECTION)).isEqualTo(DT_SONAME);
		assertThat(elf.getLong(SECTION + 16)).isEqualTo(0x60000019L);
		assertThat(elf.getLong(SECTION + 24)).isEqualTo(LibtorchInitializers.DT_INIT_ARRAY * 1000);
		assertThat(elf.getLong(SECTION + 32)).isEqualTo(0x6000001bL);
	}

	@Test
	void mustExist() throws IOException {
		Path library = library(DT_SONAME);
		assertThatExceptionOfType(CannotAssembleException.class).isThrownBy(() -> DeferredInitializers.defer(library))
			.withMessage("%s has no initializers that can be deferred.", library);
	}

	/** Writes a library in which each entry's value is a thousand times its tag. */
	private Path library(long... tags) throws IOException {
		ByteBuffer elf = ByteBuffer.allocate(SECTION + 16 * tags.length).order(ByteOrder.LITTLE_ENDIAN);
		elf.putLong(32, FILE_HEADER);
		elf.putShort(54, (short) PROGRAM_HEADER);
		elf.putShort(56, (short) 1);
		elf.putInt(FILE_HEADER, 2);
		elf.putLong(FILE_HEADER + 8, SECTION);
		elf.putLong(FILE_HEADER + 32, 16L * tags.length);
		elf.position(SECTION);
		for (long tag : tags) {
			elf.putLong(tag).putLong(1000 * tag);
		}
		return Files.write(this.folder.resolve("library.so"), elf.array());
	}

}
