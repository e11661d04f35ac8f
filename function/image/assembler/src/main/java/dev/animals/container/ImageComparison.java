package dev.animals.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import dev.animals.testing.Percentiles;

/**
 * Compares measurements of several images, for instance of the two inference engines. In
 * each round, the images are measured one after the other. The services run on core 0;
 * this program uses the other cores.
 */
public final class ImageComparison {

	private static final int ROUNDS = Integer.getInteger("image.rounds", 3);

	private static final int REQUESTS = Integer.getInteger("image.requests", 1000);

	private static final int WARM_UP = Integer.getInteger("image.warmup", 20);

	private static final int SECONDS = Integer.getInteger("image.seconds", 12);

	private ImageComparison() {
	}

	/**
	 * Prints a table with a row for each measurement and a column for each image.
	 * @param arguments the files of two images
	 * @throws IOException if a service cannot be started
	 * @throws InterruptedException if this thread is interrupted
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		Path work = Files.createDirectories(Path.of(arguments[0]).resolveSibling("bench"));
		List<Measured> images = new ArrayList<>();
		for (String tar : arguments) {
			images.add(Measured.of(Path.of(tar), work));
		}
		for (int round = 0; round < ROUNDS; round++) {
			for (Measured image : images) {
				image.measure();
			}
		}
		System.out.printf("| one core, median of %d rounds | %s | second / first |%n|---|---|---|---|%n", ROUNDS,
				images.stream().map(Measured::name).collect(Collectors.joining(" | ")));
		print("compressed, MB", images, (image) -> image.file().compressed() / 1e6);
		print("uncompressed, MB", images, (image) -> image.file().uncompressed() / 1e6);
		print("start to the first answer, s", images, (image) -> Percentiles.median(image.starts()));
		print("resident after %d requests, MB".formatted(REQUESTS), images,
				(image) -> Percentiles.median(image.memory()));
		print("requests/s, one sender", images, (image) -> median(image, MeasuredCommands.Load::requestsPerSecond));
		print("prediction, ms", images, (image) -> median(image, MeasuredCommands.Load::predictionMillis));
		System.out.println();
		images.forEach((image) -> System.out.printf("%s, requests/s in each round: %s%n", image.name(),
				image.loads()
					.stream()
					.map((load) -> String.format(Locale.ROOT, "%.1f", load.requestsPerSecond()))
					.collect(Collectors.joining(", "))));
		Trees.delete(work);
	}

	private static double median(Measured image, ToDoubleFunction<MeasuredCommands.Load> value) {
		return Percentiles.median(image.loads().stream().mapToDouble(value).boxed().toList());
	}

	private static void print(String title, List<Measured> images, ToDoubleFunction<Measured> value) {
		double first = value.applyAsDouble(images.getFirst());
		double second = value.applyAsDouble(images.getLast());
		System.out.printf(Locale.ROOT, "| %s | %.2f | %.2f | %.2f |%n", title, first, second, second / first);
	}

	/** An image with its measurements, one of each kind for each round. */
	private record Measured(String name, ImageFile file, MeasuredCommands commands, List<Double> starts,
			List<Double> memory, List<MeasuredCommands.Load> loads) {

		static Measured of(Path tar, Path work) throws IOException {
			String name = String.valueOf(tar.getFileName()).replace(".tar", "");
			Path folder = Files.createDirectories(work.resolve(name));
			ImageFile file = ImageFile.unpack(tar, folder.resolve("image"));
			return new Measured(name, file, new MeasuredCommands(file.root(), folder), new ArrayList<>(),
					new ArrayList<>(), new ArrayList<>());
		}

		void measure() throws IOException, InterruptedException {
			List<String> command = this.commands.image();
			this.starts.add(this.commands.secondsToFirstAnswer(command));
			this.memory.add(this.commands.residentMegabytesAfter(REQUESTS, command));
			this.loads.add(this.commands.load(command, WARM_UP, SECONDS));
		}

	}

}
