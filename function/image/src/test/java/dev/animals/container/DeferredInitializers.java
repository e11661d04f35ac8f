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
 * Hides a library's initialisers from the dynamic linker; the service's
 * {@link LibtorchInitializers}, which says why, runs them.
 */
final class DeferredInitializers {

	private static final int PT_DYNAMIC = 2;

	private DeferredInitializers() {
	}

	/**
	 * Renames the two entries of the dynamic section that name the initialisers.
	 * @param library a shared library in ELF, 64 bits, least significant byte first
	 * @throws IOException if it cannot be written
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
				throw new CannotAssembleException("%s has no initialisers to hide.".formatted(library));
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
