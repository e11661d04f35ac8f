package dev.animals.drift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.animals.model.CalibrationFile;
import dev.animals.model.ModelFolder;
import dev.animals.program.Program;
import dev.animals.rules.DriftAlert;
import dev.animals.rules.ModelReference;

import static java.util.Objects.requireNonNull;

/**
 * {@code make drift-replay}: draws windows of photos from the stored predictions and
 * prints how often and how soon the alerts fire. Each window has a {@link Split} of its
 * own. The program also writes promtool tests with some of the windows, which check that
 * Prometheus gets the same results from its rules and alerts.
 */
final class Replay {

	private static final int WINDOWS = 200;

	/** The number of windows of each kind and size that promtool evaluates as well. */
	private static final int TESTED = 10;

	/** The smallest number of photos whose accuracy is printed. */
	private static final int FEWEST = 10;

	/** The number of simulated streams, each of which has sixty windows. */
	private static final int STREAMS = 50;

	private static final int[] PHOTOS = { 100, 500, 2000 };

	/** The photos per hour in the streams that show how soon alerts fire. */
	private static final int HOURLY = 1000;

	/** The {@code for} of the alerts, in minutes. */
	static final int HELD = 5;

	private final Map<Corruption, List<StoredPrediction>> predictions;

	private final List<Split> splits;

	private Replay(ModelReference reference, List<StoredPrediction> all) {
		this.predictions = all.stream().collect(Collectors.groupingBy(StoredPrediction::corruption));
		this.splits = IntStream.range(0, WINDOWS).mapToObj((number) -> Split.of(number, reference, all)).toList();
	}

	/**
	 * Runs the program.
	 * @param arguments the stored predictions, the model's folder, the folder
	 * {@code monitoring}, and the folder for promtool's tests
	 * @throws IOException if a file cannot be read or written
	 */
	public static void main(String[] arguments) throws IOException {
		Program.run(() -> run(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]).toAbsolutePath(),
				Files.createDirectories(Path.of(arguments[3]))));
	}

	private static void run(Path stored, Path model, Path monitoring, Path tests) throws IOException {
		ModelReference reference = ModelReference
			.of(ModelFolder.read(model.resolve("calibration.yaml"), CalibrationFile.class));
		Replay replay = new Replay(reference, StoredPrediction.read(stored));
		System.out.printf("| photos | distinct | seen as animals | right | estimate | %s | fires after |%n",
				Arrays.stream(PHOTOS)
					.mapToObj((photos) -> "before: %d photos | now: %d photos".formatted(photos, photos))
					.collect(Collectors.joining(" | ")));
		System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
		List<DriftAlerts> tested = replay.splits.stream().limit(TESTED).map(Split::alerts).toList();
		for (Corruption corruption : replay.predictions.keySet().stream().sorted().toList()) {
			Random random = new Random(corruption.name().hashCode());
			List<String> cells = new ArrayList<>(replay.summary(corruption));
			for (int photos : PHOTOS) {
				List<List<StoredPrediction>> windows = replay.splits.stream()
					.map((split) -> split.draw(corruption, photos, random))
					.toList();
				Files.writeString(tests.resolve("%s-%d.yaml".formatted(corruption.fileName(), photos)),
						PromtoolTest.file(monitoring, reference, tested, windows.subList(0, TESTED)));
				cells.add(fired(replay.eachWindow((i) -> replay.splits.get(i).former().of(windows.get(i)))));
				cells.add(fired(replay.eachWindow((i) -> replay.splits.get(i).alerts().of(windows.get(i)))));
			}
			cells.add((corruption == Corruption.CLEAN) ? "–" : replay.delays(corruption, random));
			System.out.println("| " + String.join(" | ", cells) + " |");
		}
	}

	private List<Set<DriftAlert>> eachWindow(IntFunction<Set<DriftAlert>> rules) {
		return IntStream.range(0, this.splits.size()).mapToObj(rules).toList();
	}

	/**
	 * Returns the first cells of a row: what the photos are, and how right the answers.
	 */
	private List<String> summary(Corruption corruption) {
		List<StoredPrediction> stored = requireNonNull(this.predictions.get(corruption));
		List<StoredPrediction> animals = stored.stream().filter(StoredPrediction::isAnimal).toList();
		boolean few = animals.size() < FEWEST;
		return List.of(corruption.toString(), String.valueOf(stored.size()),
				"%.0f %%".formatted(100.0 * animals.size() / stored.size()),
				few ? "–" : "%.2f".formatted((double) count(animals, StoredPrediction::isRight) / animals.size()),
				few ? "–" : "%.2f".formatted(DriftAlerts.estimate(animals)));
	}

	/** Returns how often any alert fires, and how often each one does. */
	private static String fired(List<Set<DriftAlert>> fired) {
		String each = Arrays.stream(DriftAlert.values())
			.filter((alert) -> fired.stream().anyMatch((alerts) -> alerts.contains(alert)))
			.map((alert) -> alert.shortName() + " " + share(count(fired, (alerts) -> alerts.contains(alert))))
			.collect(Collectors.joining(", "));
		String any = share(count(fired, (alerts) -> !alerts.isEmpty()));
		return each.isEmpty() ? any : "%s (%s)".formatted(any, each);
	}

	private static <T> long count(Collection<T> of, Predicate<T> which) {
		return of.stream().filter(which).count();
	}

	private static String share(long windows) {
		return "%.1f %%".formatted(100.0 * windows / WINDOWS);
	}

	private String delays(Corruption corruption, Random random) {
		int[] minutes = this.splits.stream()
			.limit(STREAMS)
			.mapToInt((split) -> delay(split, corruption, random))
			.sorted()
			.toArray();
		return time(minutes[STREAMS / 2]) + ", " + time(minutes[STREAMS * 9 / 10]);
	}

	private static String time(int minutes) {
		return (minutes == Integer.MAX_VALUE) ? "not within an hour" : minutes + " min";
	}

	/**
	 * Returns the minutes from the first corrupted photo to the first alert that fires,
	 * after an hour of clean photos. The window is the last hour.
	 */
	private static int delay(Split split, Corruption corruption, Random random) {
		List<StoredPrediction> stream = new ArrayList<>(split.draw(Corruption.CLEAN, HOURLY, random));
		stream.addAll(split.draw(corruption, HOURLY, random));
		Map<DriftAlert, Integer> pending = new EnumMap<>(DriftAlert.class);
		for (int minute = 1; minute <= 60; minute++) {
			int begin = minute * HOURLY / 60;
			Set<DriftAlert> alerts = split.alerts().of(stream.subList(begin, begin + HOURLY));
			pending.keySet().retainAll(alerts);
			for (DriftAlert alert : alerts) {
				if (minute - requireNonNull(pending.merge(alert, minute, (since, _) -> since)) == HELD) {
					return minute;
				}
			}
		}
		return Integer.MAX_VALUE;
	}

}
