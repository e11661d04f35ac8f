package dev.animals.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import dev.animals.model.LibtorchInitializers;

/**
 * Hides the initializers of a shared library from the dynamic linker. The service's
 * {@link LibtorchInitializers} runs them instead and explains why.
 */
final class DeferredInitializers {

	/** The type of the program header that locates the dynamic section. */
	private static final int PT_DYNAMIC = 2;

	private DeferredInitializers() {
	}

	/**
	 * Renames the two entries of the dynamic section that locate the initializers. The
	 * offsets are those of the ELF-64 file header, program header and dynamic entry.
	 * @param library a shared library in the format ELF-64, little-endian
	 * @throws IOException if the library cannot be read or written
	 */
	static void defer(Path library) throws IOException {
		try (FileChannel file = FileChannel.open(library, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			MappedByteBuffer elf = file.map(MapMode.READ_WRITE, 0, file.size());
			elf.order(ByteOrder.LITTLE_ENDIAN);
			int headers = (int) elf.getLong(32);
			int headerSize = elf.getShort(54);
			int headerCount = elf.getShort(56);
			int renamed = 0;
			for (int header = headers; header < headers + headerCount * headerSize; header += headerSize) {
				if (elf.getInt(header) == PT_DYNAMIC) {
					renamed += rename(elf, (int) elf.getLong(header + 8), (int) elf.getLong(header + 32));
				}
			}
			if (renamed != 2) {
				throw new CannotAssembleException("%s has no initializers that can be deferred.".formatted(library));
			}
		}
	}

	private static int rename(ByteBuffer elf, int section, int size) {
		int renamed = 0;
		for (int entry = section; entry < section + size; entry += 16) {
			long tag = elf.getLong(entry);
			if (tag == LibtorchInitializers.DT_INIT_ARRAY || tag == LibtorchInitializers.DT_INIT_ARRAYSZ) {
				elf.putLong(entry, LibtorchInitializers.RENAMED + tag);
				renamed++;
			}
		}
		return renamed;
	}

}
