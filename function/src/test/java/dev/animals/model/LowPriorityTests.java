package dev.animals.model;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledOnOs(OS.LINUX)
class LowPriorityTests {

	@Test
	void lowersOnlyThePriorityOfItsThread() {
		int before = ThreadPriority.nice();
		int lowered = CompletableFuture
			.supplyAsync(ThreadPriority::nice, (work) -> LowPriority.threads("low-").newThread(work).start())
			.join();
		assertThat(lowered).isEqualTo(Math.min(before + LowPriority.INCREMENT, 19));
		assertThat(ThreadPriority.nice()).isEqualTo(before);
	}

}
