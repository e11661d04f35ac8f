package dev.animals.release.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Runs {@code make load-test} during a rollout, for environments without users.
 *
 * @param process the load test, if there is one
 */
record LoadTest(Optional<Process> process) implements AutoCloseable {

	/**
	 * Starts sending photos.
	 * @param rate photos per second; empty to send none
	 */
	static LoadTest start(Session session, String rate) {
		if (rate.isBlank()) {
			return new LoadTest(Optional.empty());
		}
		Settings settings = session.settings();
		Path log = settings.repository().resolve("knative/release/target/load.log");
		String url = session.cluster().read().url().orElse("");
		try {
			Files.createDirectories(log.getParent());
			// PHOTOS names the smoke set here, which may not be suitable for a load test.
			ProcessBuilder builder = new ProcessBuilder(List.of("make", "--no-print-directory", "load-test", "PHOTOS=",
					"PROFILE=steady", "RATE=" + rate, "DURATION=4h", "URL=" + url))
				.directory(settings.repository().toFile())
				.redirectErrorStream(true)
				.redirectOutput(log.toFile());
			builder.environment().put("NAMESPACE", settings.namespace());
			settings.ingress().ifPresent((ingress) -> builder.environment().put("INGRESS", ingress));
			// Removes settings of the make that runs the rollout, because they would
			// apply to this make too.
			builder.environment().keySet().removeAll(List.of("MAKEFLAGS", "MFLAGS", "MAKEOVERRIDES", "IMAGE"));
			return new LoadTest(Optional.of(builder.start()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.ifPresent((make) -> {
			make.descendants().forEach(ProcessHandle::destroy);
			make.destroy();
		});
	}

}
