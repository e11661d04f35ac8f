package dev.animals.drift;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import dev.animals.photos.LabelledPhoto;
import dev.animals.photos.Photos;
import dev.animals.program.InvalidInputException;
import dev.animals.program.Program;

/**
 * {@code make drift-drill}: sends photos to a Service in phases, first clean ones, then
 * corrupted ones, and prints how soon Prometheus' alerts fire. The Service's baseline is
 * frozen after the first phase. No alert may fire in a clean phase.
 */
final class Drill {

	/** More than the 500 photos that a baseline needs. */
	private static final int FIRST = 600;

	/**
	 * How long to watch after each phase. This covers a scrape, an evaluation of the
	 * rules and the alerts' {@code for}.
	 */
	private static final Duration WATCH = Duration.ofMinutes(9);

	/** How long the exporter, the scrape and the rules need at most for a baseline. */
	private static final Duration LEARNED = Duration.ofMinutes(5);

	private final PhotoSender sender;

	private final FiringAlerts alerts;

	private final String freeze;

	private Drill(PhotoSender sender, FiringAlerts alerts, String freeze) {
		this.sender = sender;
		this.alerts = alerts;
		this.freeze = freeze;
	}

	/**
	 * Runs the program.
	 * @param arguments the settings {@code PHOTOS} and {@code LABELS}, the phases, the
	 * namespace, the Service's URL, the command that freezes the baseline and, if DNS
	 * does not resolve the URL's name to the gateway, the gateway's address
	 * @throws IOException if kubectl cannot be run
	 */
	public static void main(String[] arguments) throws IOException {
		Program.run(() -> {
			List<LabelledPhoto> photos = Photos.in(arguments[0], arguments[1]);
			List<Corruption> phases = Arrays.stream(arguments[2].split(",", -1)).map(Drill::phase).toList();
			if (phases.getFirst() != Corruption.CLEAN) {
				throw new InvalidInputException(
						"PHASES must begin with clean, because its photos become the baseline.");
			}
			String ingress = (arguments.length > 6) ? arguments[6] : "";
			Drill drill = new Drill(new PhotoSender(URI.create(arguments[4]), ingress), new FiringAlerts(arguments[3]),
					arguments[5]);
			if (!drill.run(photos, phases)) {
				System.err.println("An alert fired for clean photos.");
				System.exit(1);
			}
		});
	}

	private static Corruption phase(String name) {
		return Arrays.stream(Corruption.values())
			.filter((corruption) -> corruption.name().equals(name.toUpperCase(Locale.ROOT)))
			.findFirst()
			.orElseThrow(() -> new InvalidInputException("PHASES has %s, which is none of %s.".formatted(name,
					Arrays.toString(Corruption.values()).toLowerCase(Locale.ROOT))));
	}

	/**
	 * Runs the phases one after the other.
	 * @return false if an alert fired in a clean phase
	 */
	private boolean run(List<LabelledPhoto> photos, List<Corruption> phases) throws IOException {
		System.out.println("| photos | sent, answered | alert | fires after |\n|---|---|---|---|");
		int sent = 0;
		boolean silent = true;
		for (Corruption corruption : phases) {
			Random random = new Random(7);
			List<byte[]> corrupted = photos.stream()
				.filter((photo) -> Corruption.of(photo).contains(corruption))
				.map((photo) -> corruption.apply(photo, random))
				.toList();
			// A window is an hour long: three quarters of its photos must be of this
			// phase.
			int number = Math.max(FIRST, 3 * sent);
			boolean quiet = run(corruption, corrupted, number);
			silent &= quiet || corruption != Corruption.CLEAN;
			if (sent == 0) {
				freezeBaseline();
			}
			sent += number;
		}
		return silent;
	}

	/** Freezes the baseline, and waits until Prometheus compares photos with it. */
	private void freezeBaseline() throws IOException {
		try {
			Instant begin = Instant.now();
			Process process = new ProcessBuilder("sh", "-c", this.freeze)
				.redirectOutput(ProcessBuilder.Redirect.INHERIT)
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
			if (process.waitFor() != 0) {
				throw new InvalidInputException("The baseline was not frozen: %s".formatted(this.freeze));
			}
			this.alerts.awaitBaseline(begin, LEARNED);
			Duration delay = Duration.between(begin, Instant.now());
			System.out.printf("| – | – | the baseline is in use | %d min %02d s |%n", delay.toMinutes(),
					delay.toSecondsPart());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("The drill was interrupted.", ex);
		}
	}

	private boolean run(Corruption corruption, List<byte[]> photos, int number) throws IOException {
		if (photos.isEmpty()) {
			throw new InvalidInputException("PHOTOS has no photos for the phase %s.".formatted(corruption));
		}
		try {
			Instant begin = Instant.now();
			String sent = "%s | %d, %d".formatted(corruption, number, this.sender.send(photos, number));
			Map<String, Duration> fired = this.alerts.watch(begin, WATCH);
			fired.forEach((alert, delay) -> System.out.printf("| %s | %s | %d min %02d s |%n", sent, alert,
					delay.toMinutes(), delay.toSecondsPart()));
			if (fired.isEmpty()) {
				System.out.printf("| %s | none | within %d min |%n", sent,
						Duration.between(begin, Instant.now()).toMinutes());
			}
			return fired.isEmpty();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("The drill was interrupted.", ex);
		}
	}

}
