package dev.animals.release.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code make load-test} beside a rollout, for environments without users.
 *
 * @param process the load test, if there is one
 */
record LoadTest(Optional<Process> process) implements AutoCloseable {

	/**
	 * Starts sending photos.
	 * @param rate how many a second; empty for none
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
			// PHOTOS is the smoke set, which need not have what a load test needs.
			ProcessBuilder builder = new ProcessBuilder(List.of("make", "--no-print-directory", "load-test", "PHOTOS=",
					"PROFILE=steady", "RATE=" + rate, "DURATION=4h", "URL=" + url))
				.directory(settings.repository().toFile())
				.redirectErrorStream(true)
				.redirectOutput(log.toFile());
			builder.environment().put("NAMESPACE", settings.namespace());
			settings.ingress().ifPresent((ingress) -> builder.environment().put("INGRESS", ingress));
			// Settings of the rollout's own make would be passed on.
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
