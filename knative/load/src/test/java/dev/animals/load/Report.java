package dev.animals.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.animals.load.Exchange.Wrong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What other programs read of a run, as JSON in {@code knative/load/target}: written each
 * second while it lasts, and at its end.
 *
 * @param profile the shape of the load
 * @param url where it went
 * @param host by which name
 * @param finished whether these are the last counts
 * @param total of all requests
 * @param modes of those in each mode
 * @param models how many right answers each gave
 * @param stages of those sent in each stage
 * @param saturation the most right answers a second of a stage; only where it is looked
 * for
 * @param failures the first failed requests
 * @param html Gatling's report, which is there after this one
 */
record Report(String profile, String url, String host, boolean finished, Summary total, Map<String, Summary> modes,
		Map<String, Integer> models, List<Part> stages, @Nullable Double saturation, List<Failure> failures,
		@Nullable String html) {

	private static final Path TARGET = Path.of("knative/load/target");

	private static final int SHOWN = 20;

	private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	static Report of(Settings settings, Tally tally, boolean finished) {
		Map<String, Summary> modes = new LinkedHashMap<>();
		tally.byMode().forEach((mode, summary) -> modes.put(mode.toString(), summary));
		List<Part> stages = new ArrayList<>();
		List<Summary> byStage = tally.byStage(settings.stages());
		for (int i = 0; i < byStage.size(); i++) {
			stages.add(new Part(settings.stages().get(i).toString(), byStage.get(i)));
		}
		Double saturation = (settings.profile() != Profile.SATURATION) ? null
				: byStage.stream().mapToDouble(Summary::perSecond).max().orElseThrow();
		return new Report(settings.profile().toString(), settings.url().toString(), settings.host(), finished,
				tally.total(), modes, tally.rightByModel(), stages, saturation,
				tally.failed(SHOWN).stream().map(Failure::of).toList(), newest(TARGET.resolve("gatling")));
	}

	/** What the last run that looked for it found. */
	static double lastSaturation() {
		Path file = file(Profile.SATURATION.toString());
		Settings.require(Files.exists(file), "Say how much: RATE or USERS. Or run PROFILE=saturation first.");
		return MAPPER.readTree(file.toFile()).path("saturation").asDouble();
	}

	/** At once, so that a reader never sees half of it. */
	void write() {
		Path file = file(this.profile);
		Path draft = file.resolveSibling(file.getFileName() + ".new");
		MAPPER.writeValue(draft.toFile(), this);
		try {
			Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Path file(String profile) {
		return TARGET.resolve("load-" + profile + ".json");
	}

	/** Gatling tells nobody where it writes, but names its folders by time. */
	private static @Nullable String newest(Path results) {
		try (Stream<Path> runs = Files.list(results)) {
			return runs.filter(Files::isDirectory)
				.max(Comparator.naturalOrder())
				.map((run) -> run.resolve("index.html").toString())
				.orElse(null);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A stage.
	 *
	 * @param load what was sent
	 * @param counts what came of it
	 */
	record Part(String load, Summary counts) {
	}

	/**
	 * A failed request.
	 *
	 * @param sent when, ISO 8601
	 * @param mode how
	 * @param photo what, or the first of a batch
	 * @param status of the answer, null where none came
	 * @param answer the beginning of its body
	 */
	record Failure(String sent, String mode, String photo, @Nullable Integer status, String answer) {

		static Failure of(Exchange exchange) {
			Wrong wrong = (Wrong) exchange.outcome;
			return new Failure(exchange.sent.toString(), exchange.mode.toString(), exchange.photo, wrong.status(),
					wrong.answer());
		}

	}

}
