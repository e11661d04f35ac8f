package dev.animals.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.animals.load.ClusterWatch.Sample;
import dev.animals.testing.Command;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of a run in {@code knative/load/target}: the report as JSON, which is
 * replaced every second during the run, and a picture.
 */
final class ReportFile {

	private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private ReportFile() {
	}

	static Path of(String profile) {
		return Main.TARGET.resolve("load-" + profile + ".json");
	}

	/** Reads the rate that the last run of the saturation profile measured. */
	static double lastSaturation() {
		Path file = of(Profile.SATURATION.toString());
		Settings.require(Files.exists(file), "Set RATE or USERS, or run PROFILE=saturation first.");
		return MAPPER.readTree(file.toFile()).path("saturation").asDouble();
	}

	/** Replaces the file atomically, so that readers never see a part of it. */
	static void write(Report report) {
		Path file = of(report.profile());
		Path draft = file.resolveSibling(file.getFileName() + ".new");
		MAPPER.writeValue(draft.toFile(), report);
		try {
			Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Draws the run beside its report. */
	static void draw(Report report, Tally tally, List<Sample> samples) {
		List<Exchange> exchanges = tally.exchanges();
		if (exchanges.isEmpty()) {
			return;
		}
		String commit = Command.run(Duration.ofSeconds(10), Map.of(), List.of("git", "describe", "--always", "--dirty"))
			.output()
			.strip();
		Path png = Main.TARGET.resolve("load-" + report.profile() + ".png");
		try {
			new Plot(exchanges, samples).write("make load-test PROFILE=%s, %.16s UTC, commit %s"
				.formatted(report.profile(), tally.started().toString().replace('T', ' '), commit), png);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		System.out.println(png);
	}

	/**
	 * Finds Gatling's newest report by the name of its folder, which contains the time.
	 * Before the first run there is none.
	 */
	static @Nullable Path newest(Path results) {
		if (!Files.isDirectory(results)) {
			return null;
		}
		try (Stream<Path> runs = Files.list(results)) {
			return runs.filter(Files::isDirectory)
				.max(Comparator.naturalOrder())
				.map((run) -> run.resolve("index.html"))
				.orElse(null);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
