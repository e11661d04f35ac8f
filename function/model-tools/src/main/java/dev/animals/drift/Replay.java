package dev.animals.drift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.animals.model.CalibrationFile;
import dev.animals.model.ModelFolder;
import dev.animals.program.Program;
import dev.animals.rules.DriftAlert;
import dev.animals.rules.ModelReference;

import static java.util.Objects.requireNonNull;

/**
 * {@code make drift-replay}: draws windows of photos from the stored predictions, with
 * replacement, and prints how often and how soon the alerts fire. It also writes a
 * promtool test for each window, which checks that Prometheus gets the same results from
 * its rules and alerts.
 */
final class Replay {

	private static final int WINDOWS = 200;

	/**
	 * The number of photos in a window. It is enough for ten bins, and for nine bins if
	 * only animals count.
	 */
	private static final int PHOTOS = 600;

	/** The photos per hour in the streams that show how soon alerts fire. */
	private static final int HOURLY = 1000;

	/** The {@code for} of the alerts, in minutes. */
	static final int HELD = 5;

	private final Map<Corruption, List<StoredPrediction>> predictions;

	private final DriftAlerts alerts;

	private Replay(Map<Corruption, List<StoredPrediction>> predictions, DriftAlerts alerts) {
		this.predictions = predictions;
		this.alerts = alerts;
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
		DriftAlerts alerts = new DriftAlerts(reference);
		Replay replay = new Replay(
				StoredPrediction.read(stored).stream().collect(Collectors.groupingBy(StoredPrediction::corruption)),
				alerts);
		System.out.printf(
				"| photos | seen as animals | mean confidence | %s | any of them | median delay, 9 of 10 within |%n",
				DriftAlert.anyName().replace("|", " | "));
		System.out.println("|---|---|---|---|---|---|---|---|---|");
		for (Corruption corruption : Corruption.values()) {
			Random random = new Random(corruption.name().hashCode());
			List<List<StoredPrediction>> windows = IntStream.range(0, WINDOWS)
				.mapToObj((_) -> replay.draw(corruption, PHOTOS, random))
				.toList();
			Files.writeString(tests.resolve(corruption.name().toLowerCase(Locale.ROOT) + ".yaml"),
					PromtoolTest.file(monitoring, reference, alerts, windows));
			System.out.println(replay.row(corruption, windows, random));
		}
	}

	private List<StoredPrediction> draw(Corruption corruption, int photos, Random random) {
		List<StoredPrediction> from = requireNonNull(this.predictions.get(corruption));
		return random.ints(photos, 0, from.size()).mapToObj(from::get).toList();
	}

	private String row(Corruption corruption, List<List<StoredPrediction>> windows, Random random) {
		List<StoredPrediction> stored = requireNonNull(this.predictions.get(corruption));
		List<Set<DriftAlert>> fired = windows.stream().map(this.alerts::of).toList();
		List<String> cells = new ArrayList<>();
		cells.add(corruption.toString());
		cells.add("%.0f %%"
			.formatted(100.0 * stored.stream().filter(StoredPrediction::isAnimal).count() / stored.size()));
		cells.add("%.2f".formatted(stored.stream().mapToDouble(StoredPrediction::confidence).average().orElseThrow()));
		for (DriftAlert alert : DriftAlert.values()) {
			cells.add(share(fired.stream().filter((alerts) -> alerts.contains(alert)).count()));
		}
		cells.add(share(fired.stream().filter((alerts) -> !alerts.isEmpty()).count()));
		cells.add(corruption == Corruption.CLEAN ? "–" : delays(corruption, random));
		return "| " + String.join(" | ", cells) + " |";
	}

	private static String share(long windows) {
		return "%.1f %%".formatted(100.0 * windows / WINDOWS);
	}

	private String delays(Corruption corruption, Random random) {
		int[] minutes = IntStream.range(0, WINDOWS).map((_) -> delay(corruption, random)).sorted().toArray();
		return time(minutes[WINDOWS / 2]) + ", " + time(minutes[WINDOWS * 9 / 10]);
	}

	private static String time(int minutes) {
		return (minutes == Integer.MAX_VALUE) ? "not within an hour" : minutes + " min";
	}

	/**
	 * Returns the minutes from the first corrupted photo to the first alert that fires,
	 * after an hour of clean photos. The window is the last hour.
	 */
	private int delay(Corruption corruption, Random random) {
		List<StoredPrediction> stream = new ArrayList<>(draw(Corruption.CLEAN, HOURLY, random));
		stream.addAll(draw(corruption, HOURLY, random));
		Map<DriftAlert, Integer> pending = new EnumMap<>(DriftAlert.class);
		for (int minute = 1; minute <= 60; minute++) {
			int begin = minute * HOURLY / 60;
			Set<DriftAlert> alerts = this.alerts.of(stream.subList(begin, begin + HOURLY));
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
