package dev.animals.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.animals.testing.Percentiles;

import static java.util.Objects.requireNonNull;

/**
 * Measures the image: its size, its startup time compared with the plain jar, and the
 * effect of its JVM flags. The service runs on core 0; this program uses the other cores.
 */
public final class ImageBenchmark {

	private static final int ROUNDS = Integer.getInteger("image.rounds", 5);

	private static final int REQUESTS = Integer.getInteger("image.requests", 1000);

	private static final int WARM_UP = Integer.getInteger("image.warmup", 40);

	private static final int SECONDS = Integer.getInteger("image.seconds", 12);

	private static final String CHOSEN = "as in java.args";

	private final Path work;

	private final ImageFile image;

	private final Path jar;

	private final MeasuredCommands commands;

	private ImageBenchmark(Path tar, Path jar) throws IOException {
		this.work = Files.createDirectories(tar.resolveSibling("bench"));
		this.image = ImageFile.unpack(tar, this.work.resolve("image"));
		this.commands = new MeasuredCommands(this.image.root(), this.work);
		this.jar = jar;
	}

	/**
	 * Prints one table for each measurement.
	 * @param arguments the image's file and the executable jar of the service
	 * @throws IOException if the service cannot be started
	 * @throws InterruptedException if this thread is interrupted
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		ImageBenchmark benchmark = new ImageBenchmark(Path.of(arguments[0]), Path.of(arguments[1]));
		benchmark.measureSize();
		benchmark.measureStart();
		benchmark.compareFlags();
		Trees.delete(benchmark.work);
	}

	private void measureSize() {
		System.out.println("| layer | compressed, MB | uncompressed, MB |\n|---|---|---|");
		this.image.layers().forEach((layer) -> print(title(layer), layer.compressed(), layer.uncompressed()));
		print("**all**", this.image.compressed(), this.image.uncompressed());
		System.out.println();
	}

	private static String title(ImageLayer layer) {
		String first = layer.files().isEmpty() ? "" : layer.files().getFirst().name();
		String folder = first.replaceFirst("^((?:app|opt)/[^/]+).*|.*", "$1");
		return folder.isEmpty() ? "base image" : "`/" + folder + "`";
	}

	private static void print(String title, long compressed, long uncompressed) {
		System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f |%n", title, compressed / 1e6, uncompressed / 1e6);
	}

	private void measureStart() throws IOException, InterruptedException {
		List<Double> image = new ArrayList<>();
		List<Double> jar = new ArrayList<>();
		List<Double> memory = new ArrayList<>();
		for (int round = 0; round < ROUNDS; round++) {
			jar.add(this.commands.secondsToFirstAnswer(this.commands.jar(this.jar, round)));
			image.add(this.commands.secondsToFirstAnswer(this.commands.image()));
			memory.add(this.commands.residentMegabytesAfter(REQUESTS, this.commands.image()));
		}
		System.out.printf(Locale.ROOT, """
				| start on one core | median of %d rounds, s | all rounds, s |
				|---|---|---|
				| plain jar; the engine unpacks its libraries | %.2f | %s |
				| image | %.2f | %s |
				| **image / jar** | **%.2f** | |

				Resident memory of the image after %d requests: median %.0f MB, highest %.0f MB.

				""", ROUNDS, Percentiles.median(jar), format(jar), Percentiles.median(image), format(image),
				Percentiles.median(image) / Percentiles.median(jar), REQUESTS, Percentiles.median(memory),
				Percentiles.of(memory, 100));
	}

	private void compareFlags() throws IOException, InterruptedException {
		Map<String, List<String>> commands = new LinkedHashMap<>();
		commands.put(CHOSEN, this.commands.image());
		commands.put("both compilers", this.commands.image("-XX:TieredStopAtLevel=4"));
		commands.put("both compilers, G1",
				this.commands.image("-XX:TieredStopAtLevel=4", "-XX:-UseSerialGC", "-XX:+UseG1GC"));
		commands.put("without the AOT cache", this.commands.imageWithoutCache());
		Map<String, List<Double>> rates = new LinkedHashMap<>();
		Map<String, List<Double>> memory = new LinkedHashMap<>();
		for (int round = 0; round < Math.min(3, ROUNDS); round++) {
			for (Map.Entry<String, List<String>> each : commands.entrySet()) {
				MeasuredCommands.Load load = this.commands.load(each.getValue(), WARM_UP, SECONDS);
				rates.computeIfAbsent(each.getKey(), (key) -> new ArrayList<>()).add(load.requestsPerSecond());
				memory.computeIfAbsent(each.getKey(), (key) -> new ArrayList<>()).add(load.residentMegabytes());
			}
		}
		double chosen = Percentiles.median(requireNonNull(rates.get(CHOSEN)));
		System.out.printf("""
				| JVM flags, one core, after %d s of load | requests/s | ratio: as in java.args / these | RSS, MB |
				|---|---|---|---|
				""", WARM_UP);
		rates.forEach((name, all) -> System.out.printf(Locale.ROOT, "| %s | %s | %.3f | %.0f |%n", name, format(all),
				chosen / Percentiles.median(all), Percentiles.median(requireNonNull(memory.get(name)))));
	}

	private static String format(List<Double> values) {
		return String.join(", ", values.stream().map((value) -> String.format(Locale.ROOT, "%.2f", value)).toList());
	}

}
