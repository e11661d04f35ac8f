package dev.animals.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.animals.load.Exchange.Wrong;
import dev.animals.load.PodWatch.Sample;
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

	static Report of(Settings settings, Tally tally, List<Sample> samples, boolean finished) {
		Map<String, Summary> modes = new LinkedHashMap<>();
		tally.byMode().forEach((mode, summary) -> modes.put(mode.toString(), summary));
		List<Part> stages = new ArrayList<>();
		List<Summary> byStage = tally.byStage(settings.stages());
		Instant start = tally.started();
		for (int i = 0; i < byStage.size(); i++) {
			Stage stage = settings.stages().get(i);
			Instant end = start.plus(stage.duration());
			stages.add(new Part(stage.toString(), byStage.get(i), Pods.between(start, end, samples)));
			start = end;
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

	/** Draws the run beside this report. */
	void draw(Tally tally, List<Sample> samples) {
		Path png = TARGET.resolve("load-" + this.profile + ".png");
		List<Exchange> exchanges = tally.exchanges();
		if (exchanges.isEmpty()) {
			return;
		}
		try {
			new Plot(exchanges, samples).write("make load-test PROFILE=%s, %.16s UTC, commit %s".formatted(this.profile,
					tally.started().toString().replace('T', ' '), commit()), png);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		System.out.println(png);
	}

	private static String commit() throws IOException {
		Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
		return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
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
	 * @param pods that answered it, where a cluster was watched
	 */
	record Part(String load, Summary counts, @Nullable Pods pods) {
	}

	/**
	 * A stage's pods.
	 *
	 * @param most that were ready
	 * @param cores processors that they had in use, in the mean
	 * @param nodeCores processors that all of the nodes had in use, in the mean
	 * @param fullestMib the most memory of one of them, in MiB
	 */
	record Pods(int most, double cores, double nodeCores, double fullestMib) {

		static @Nullable Pods between(Instant from, Instant to, List<Sample> samples) {
			List<Sample> within = samples.stream()
				.filter((sample) -> !sample.at().isBefore(from) && sample.at().isBefore(to))
				.filter((sample) -> sample.use().nodeCores() > 0)
				.toList();
			return within.isEmpty() ? null
					: new Pods(within.stream().mapToInt(Sample::ready).max().orElseThrow(),
							within.stream().mapToDouble((sample) -> sample.use().podCores()).average().orElseThrow(),
							within.stream().mapToDouble((sample) -> sample.use().nodeCores()).average().orElseThrow(),
							within.stream().mapToDouble((sample) -> sample.use().fullestPodMib()).max().orElseThrow());
		}

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
