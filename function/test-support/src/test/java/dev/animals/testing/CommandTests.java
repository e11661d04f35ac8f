package dev.animals.testing;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CommandTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	@Test
	void collectsStatusOutputAndErrors() {
		Command command = Command.run(LIMIT, Map.of("WORD", "hello"),
				List.of("sh", "-c", "echo $WORD; echo no >&2; exit 3"));
		assertThat(command.status()).isEqualTo(3);
		assertThat(command.output()).isEqualTo("hello\n");
		assertThat(command.errors()).isEqualTo("no\n");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(command::succeeded)
			.withMessageContaining("ended with status 3")
			.withMessageContaining("hello")
			.withMessageContaining("no");
	}

	@Test
	void runsInAFolder(@TempDir Path folder) throws Exception {
		Command command = Command.run(LIMIT, Map.of(), folder, List.of("pwd", "-P")).succeeded();
		assertThat(command.output().strip()).isEqualTo(folder.toRealPath().toString());
	}

	@Test
	void stopsAProgramAndItsChildrenAtTheLimit() {
		Command command = Command.run(Duration.ofMillis(200), Map.of(), List.of("sh", "-c", "sleep 600; true"));
		assertThat(command.status()).isEqualTo(Command.TIMED_OUT);
	}

	@Test
	void saysWhichProgramIsMissing() {
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> Command.run(LIMIT, Map.of(), List.of("no-such-program")))
			.withMessage("no-such-program cannot be run. Is it installed?");
	}

}
