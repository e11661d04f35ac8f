package dev.animals.testing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledOnOs(value = OS.LINUX, disabledReason = "The memory of a process is read from /proc")
class ProcessMemoryTests {

	@Test
	void isBetweenAMegabyteAndItsPeak() {
		ProcessMemory memory = new ProcessMemory(ProcessHandle.current().pid());
		assertThat(memory.resident()).isBetween(1L << 20, memory.peak());
	}

}
