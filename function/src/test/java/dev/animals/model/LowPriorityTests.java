package dev.animals.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledOnOs(OS.LINUX)
class LowPriorityTests {

	/** The position of the nice value in {@code stat}, after the name of the thread. */
	private static final int NICE = 16;

	@Test
	void lowersOnlyThePriorityOfItsThread() {
		int before = nice();
		int lowered = CompletableFuture.supplyAsync(() -> {
			LowPriority.apply();
			return nice();
		}, (work) -> Thread.ofPlatform().start(work)).join();
		assertThat(lowered).isEqualTo(Math.min(before + 10, 19));
		assertThat(nice()).isEqualTo(before);
	}

	private static int nice() {
		try {
			String stat = Files.readString(Path.of("/proc/thread-self/stat"));
			return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE]);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
