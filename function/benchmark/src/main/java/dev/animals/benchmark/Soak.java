package dev.animals.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.animals.benchmark.ClosedLoop.Load;

/**
 * Keeps the service busy for minutes and watches its memory: flat means that after the
 * first minute it stays within 5 % of its median.
 */
public final class Soak {

	private static final int SENDERS = Integer.getInteger("soak.senders", 16);

	private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("soak.seconds", 600));

	private static final Duration STEP = Duration.ofSeconds(10);

	private static final int FIRST_MINUTE = 6;

	private static final double TOLERANCE = 0.05;

	/** Every format and colour model that the service reads. */
	private static final List<String> OTHER_PHOTOS = List.of("alpha.png", "cmyk.jpg", "grey.jpg", "large.jpg",
			"orientation-6.jpg", "photo.webp", "progressive.jpg");

	private Soak() {
	}

	/**
	 * Runs it.
	 * @param args flags of the service's JVM
	 */
	public static void main(String[] args) {
		List<Long> resident = new ArrayList<>();
		int errors = 0;
		try (LocalServer service = LocalServer.service("", List.of(args), Map.of())) {
			List<String> photos = Stream.of(Inputs.USUAL_PHOTOS, OTHER_PHOTOS).flatMap(Collection::stream).toList();
			ClosedLoop loop = new ClosedLoop(service.port(), photos);
			System.out.println("| seconds | requests/s | p95 ms | errors | RSS MiB |");
			System.out.println("|---|---|---|---|---|");
			for (long second = STEP.toSeconds(); second <= TIME.toSeconds(); second += STEP.toSeconds()) {
				Load load = loop.run(SENDERS, STEP);
				resident.add(service.residentMebibytes());
				errors += load.errors();
				System.out.printf(Locale.ROOT, "| %d | %.1f | %.0f | %d | %d |%n", second, load.rate(), load.p95(),
						load.errors(), resident.getLast());
			}
		}
		List<Long> judged = resident.stream().skip(Math.min(FIRST_MINUTE, resident.size() - 1L)).sorted().toList();
		double median = judged.get(judged.size() / 2);
		boolean flat = judged.getFirst() >= (1 - TOLERANCE) * median && judged.getLast() <= (1 + TOLERANCE) * median;
		System.out.printf(Locale.ROOT, "%nRSS after the first minute %d to %d MiB, median %.0f: %s. Errors: %d.%n",
				judged.getFirst(), judged.getLast(), median, flat ? "flat" : "NOT flat", errors);
		if (!flat || errors > 0) {
			System.exit(1);
		}
	}

}
