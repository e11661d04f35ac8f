package dev.animals.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.animals.benchmark.ClosedLoop.Load;
import dev.animals.photos.Photos;
import dev.animals.testing.ServerProcess;

/**
 * Keeps the service busy for minutes and watches its memory. It fails if the memory grows
 * or shrinks by more than 5 %, or if a request fails.
 */
public final class Soak {

	private static final int SENDERS = Integer.getInteger("soak.senders", 16);

	private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("soak.seconds", 600));

	private static final Duration STEP = Duration.ofSeconds(10);

	/** Photos in every other format and colour model that the service reads. */
	private static final List<String> OTHER_PHOTOS = List.of("alpha.png", "cmyk.jpg", "grey.jpg", "large.jpg",
			"orientation-6.jpg", "photo.webp", "progressive.jpg");

	private Soak() {
	}

	/**
	 * Prints a line every ten seconds, and the result.
	 * @param args JVM flags for the service
	 */
	public static void main(String[] args) {
		List<Long> resident = new ArrayList<>();
		int errors = 0;
		try (ServerProcess service = Servers.service("", List.of(args), Map.of())) {
			List<byte[]> photos = Stream.of(Inputs.USUAL_PHOTOS, OTHER_PHOTOS)
				.flatMap(Collection::stream)
				.map(Photos::read)
				.toList();
			ClosedLoop loop = new ClosedLoop(service.port(), photos);
			System.out.println("| seconds | requests/s | p95, ms | errors | resident memory, MiB |");
			System.out.println("|---|---|---|---|---|");
			for (long second = STEP.toSeconds(); second <= TIME.toSeconds(); second += STEP.toSeconds()) {
				Load load = loop.run(SENDERS, STEP);
				resident.add(Servers.residentMebibytes(service));
				errors += load.errors();
				System.out.printf(Locale.ROOT, "| %d | %.1f | %.0f | %d | %d |%n", second, load.rate(), load.p95(),
						load.errors(), resident.getLast());
			}
		}
		MemoryTrend trend = MemoryTrend.of(resident);
		System.out.printf(Locale.ROOT, "%n%s Failed requests: %d.%n", trend, errors);
		if (!trend.isFlat() || errors > 0) {
			System.exit(1);
		}
	}

}
