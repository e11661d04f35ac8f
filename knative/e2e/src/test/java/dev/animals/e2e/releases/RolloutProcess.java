package dev.animals.e2e.releases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A rollout in a process of its own, which a test can watch, disturb and kill. */
final class RolloutProcess implements AutoCloseable {

	/**
	 * The rollout prints this when it has begun, before the candidate gets any traffic.
	 */
	static final String BEGUN = "is candidate";

	static final String FIRST_STEP = "The candidate gets 10 %";

	static final String LAST_STEP = "The candidate gets 50 %";

	static final String BAKE = "Promoted.";

	static final Path SETTINGS = Settings.REPOSITORY.resolve("knative/e2e/src/test/resources/disturbed-rollout.yaml");

	private static final Duration LIMIT = Duration.ofMinutes(6);

	private final Path log;

	private final Process process;

	/**
	 * Starts a rollout of the current candidate.
	 * @param environment its environment
	 * @param variables environment variables to add
	 * @param before words before the command, such as a program that starts it
	 */
	RolloutProcess(Environment environment, Map<String, String> variables, String... before) {
		Map<String, String> all = new TreeMap<>(Map.of("NAMESPACE", environment.namespace(), "OVERLAY",
				environment.folder().toString(), "INGRESS", Settings.INGRESS.getAuthority(), "ROLLOUT",
				SETTINGS.toString(), "REPORT", report().toString()));
		all.putAll(variables);
		try {
			Files.deleteIfExists(report());
			this.log = Files.createTempFile("rollout", ".log");
			List<String> words = new ArrayList<>(List.of(before));
			words.addAll(List.of("knative/release/release", "rollout"));
			ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true)
				.redirectOutput(this.log.toFile());
			builder.environment().putAll(all);
			this.process = builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns the file of the report. */
	static Path report() {
		return Settings.OUTPUT.resolve("disturbed-rollout.md");
	}

	/** Returns everything that the rollout has printed. */
	String output() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Waits until the rollout has printed a text. */
	RolloutProcess awaitText(String text) {
		await().atMost(LIMIT)
			.pollInterval(Duration.ofMillis(200))
			.failFast("It ended before.",
					() -> assertThat(this.process.isAlive() || output().contains(text)).as(output()).isTrue())
			.until(() -> output().contains(text));
		return this;
	}

	/** Waits for the end of the process and returns its exit code. */
	int end() {
		try {
			if (!this.process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new AssertionError("It did not end: " + output());
			}
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Kills the process with SIGKILL. */
	void kill() {
		List<ProcessHandle> children = this.process.descendants().toList();
		this.process.destroyForcibly();
		children.forEach(ProcessHandle::destroyForcibly);
		end();
	}

	@Override
	public void close() {
		kill();
		try {
			Files.delete(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
