package dev.animals.drift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static java.util.Objects.requireNonNull;

/**
 * {@code make drift-replay}: draws windows from the stored predictions, with replacement,
 * and prints how often and how soon the alerts come. Writes each window into a test of
 * promtool's too, by which Prometheus' own evaluation of the rules and alerts has to come
 * to the same.
 */
final class Replay {

	private static final int WINDOWS = 200;

	/** Photos of a window: enough for ten bins and, of animals, for nine. */
	private static final int PHOTOS = 600;

	/** For the delay: photos an hour, of which the first is clean. */
	private static final int HOURLY = 1000;

	/** The alerts' {@code for}, in minutes. */
	private static final int HELD = 5;

	private static final List<String> ALERTS = List.of("AnimalsPredictionDrift", "AnimalsInputDrift",
			"AnimalsFewAnimals", "AnimalsEstimatedAccuracyLow");

	private final Map<Corruption, List<StoredPrediction>> predictions;

	private final DriftRules rules;

	private Replay(Map<Corruption, List<StoredPrediction>> predictions, DriftRules rules) {
		this.predictions = predictions;
		this.rules = rules;
	}

	/**
	 * Runs the tool.
	 * @param arguments the stored predictions, the folder {@code monitoring}, the model's
	 * name and version, the folder for promtool's tests
	 * @throws IOException if one of them cannot be read or written
	 */
	public static void main(String[] arguments) throws IOException {
		Path monitoring = Path.of(arguments[1]).toAbsolutePath();
		Path tests = Files.createDirectories(Path.of(arguments[3]));
		DriftRules rules = new DriftRules(monitoring.resolve("rules/reference.yaml"), arguments[2]);
		Replay replay = new Replay(StoredPrediction.read(Path.of(arguments[0]))
			.stream()
			.collect(Collectors.groupingBy(StoredPrediction::corruption)), rules);
		System.out.printf(
				"| photos | seen as animals | mean confidence | %s | any of them | median delay, 9 of 10 within |%n",
				String.join(" | ", ALERTS));
		System.out.println("|---|---|---|---|---|---|---|---|---|");
		for (Corruption corruption : Corruption.values()) {
			Random random = new Random(corruption.name().hashCode());
			List<List<StoredPrediction>> windows = IntStream.range(0, WINDOWS)
				.mapToObj((i) -> replay.draw(corruption, PHOTOS, random))
				.toList();
			Files.writeString(tests.resolve(corruption.name().toLowerCase(Locale.ROOT) + ".yaml"),
					PromtoolTest.file(monitoring, rules, arguments[2], windows));
			System.out.println(replay.row(corruption, windows, random));
		}
	}

	private List<StoredPrediction> draw(Corruption corruption, int photos, Random random) {
		List<StoredPrediction> from = requireNonNull(this.predictions.get(corruption));
		return random.ints(photos, 0, from.size()).mapToObj(from::get).toList();
	}

	private String row(Corruption corruption, List<List<StoredPrediction>> windows, Random random) {
		List<StoredPrediction> stored = requireNonNull(this.predictions.get(corruption));
		List<Set<String>> alerts = windows.stream().map(this.rules::alerts).toList();
		List<String> cells = new ArrayList<>();
		cells.add(corruption.toString());
		cells.add("%.0f %%"
			.formatted(100.0 * stored.stream().filter(StoredPrediction::isAnimal).count() / stored.size()));
		cells.add("%.2f".formatted(stored.stream().mapToDouble(StoredPrediction::confidence).average().orElseThrow()));
		ALERTS.forEach((alert) -> cells.add(share(alerts.stream().filter((fired) -> fired.contains(alert)).count())));
		cells.add(share(alerts.stream().filter((fired) -> !fired.isEmpty()).count()));
		cells.add(corruption == Corruption.CLEAN ? "–" : delays(corruption, random));
		return "| " + String.join(" | ", cells) + " |";
	}

	private static String share(long windows) {
		return "%.1f %%".formatted(100.0 * windows / WINDOWS);
	}

	private String delays(Corruption corruption, Random random) {
		int[] minutes = IntStream.range(0, WINDOWS).map((i) -> delay(corruption, random)).sorted().toArray();
		return time(minutes[WINDOWS / 2]) + ", " + time(minutes[WINDOWS * 9 / 10]);
	}

	private static String time(int minutes) {
		return (minutes == Integer.MAX_VALUE) ? "not within an hour" : minutes + " min";
	}

	/**
	 * Minutes from the first spoiled photo to an alert, after an hour of clean ones; the
	 * window is the last hour.
	 */
	private int delay(Corruption corruption, Random random) {
		List<StoredPrediction> stream = new ArrayList<>(draw(Corruption.CLEAN, HOURLY, random));
		stream.addAll(draw(corruption, HOURLY, random));
		int[] since = new int[ALERTS.size()];
		Arrays.fill(since, Integer.MAX_VALUE);
		for (int minute = 1; minute <= 60; minute++) {
			int begin = minute * HOURLY / 60;
			Set<String> alerts = this.rules.alerts(stream.subList(begin, begin + HOURLY));
			for (int i = 0; i < since.length; i++) {
				since[i] = alerts.contains(ALERTS.get(i)) ? Math.min(since[i], minute) : Integer.MAX_VALUE;
				if (since[i] != Integer.MAX_VALUE && minute - since[i] == HELD) {
					return minute;
				}
			}
		}
		return Integer.MAX_VALUE;
	}

}
