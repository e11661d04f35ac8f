package dev.animals.capacity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.animals.capacity.Alternatives.Alternative;
import dev.animals.capacity.simulation.Simulation;
import dev.animals.capacity.traffic.Traffic;
import dev.animals.testing.EnvironmentVariables;

/**
 * The entry point of {@code make capacity}, which starts it in the repository's root. Its
 * settings are environment variables.
 */
final class Main {

	private static final Path TARGET = Path.of("knative/capacity/target");

	private Main() {
	}

	/**
	 * Simulates the traffic and prints tables. The exit status is 2 if a setting is
	 * wrong.
	 * @param arguments not used
	 * @throws IOException if a file cannot be read or written
	 */
	public static void main(String[] arguments) throws IOException {
		try {
			Settings settings = Settings.from(EnvironmentVariables.ofProcess(), Path.of("knative/base/service.yaml"));
			for (Traffic traffic : settings.traffic()) {
				simulate(settings, traffic);
			}
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.exit(2);
		}
	}

	private static void simulate(Settings settings, Traffic traffic) throws IOException {
		Slice slice = Slice.of(traffic, settings.base());
		Traffic part = slice.partOf(traffic);
		double[] arrivals = part.arrivals();
		double[] work = settings.work().draw(arrivals.length);
		System.out.println(title(traffic, slice));
		System.out.println(Result.HEADER);
		List<Result> results = new ArrayList<>();
		for (Alternative alternative : Alternatives.to(settings.base())) {
			Result result = new Result(alternative, Simulation.run(slice.partOf(alternative.settings()), settings.pod(),
					part.seconds(), arrivals, work), slice, settings.price());
			System.out.println(result.row());
			results.add(result);
		}
		Optional<Result> cheapest = Result.cheapest(results, settings.goalSeconds());
		System.out.printf("%n%s%n", advice(settings, results, cheapest));
		Path png = TARGET.resolve(traffic.name() + ".png");
		Files.createDirectories(TARGET);
		Result base = results.getFirst();
		Result other = cheapest.orElseGet(() -> Result.fastest(results));
		new CapacityPlot(traffic.name(), other.equals(base) ? List.of(base) : List.of(base, other)).write(png);
		Path tsv = TARGET.resolve(traffic.name() + ".tsv");
		base.write(tsv);
		System.out.printf("Plot: %s%nPods of the base in each second: %s%n%n", png, tsv);
	}

	private static String title(Traffic traffic, Slice slice) {
		String line = String.format(Locale.ROOT, "%s: %,.0f requests in %.1f h, at most %,.1f per second%s%n",
				traffic.name(), traffic.total(), traffic.seconds() / 3600.0, traffic.highestRate(),
				(traffic.intervalSeconds() > 1) ? " on average over an interval" : "");
		if (slice.parts() > 1) {
			line += String.format(Locale.ROOT,
					"One part in %,d was simulated, with an equal share of the pods; the table shows the whole.%n",
					slice.parts());
		}
		return line;
	}

	private static String advice(Settings settings, List<Result> results, Optional<Result> cheapest) {
		String goal = String.format(Locale.ROOT, "a p95 of at most %,.0f ms", 1000 * settings.goalSeconds());
		if (cheapest.isEmpty()) {
			Result fastest = Result.fastest(results);
			return String.format(Locale.ROOT,
					"None of these settings has %s. The lowest has %s: %,.0f ms. Try others, such as SET=\"%s\".", goal,
					fastest.alternative().name(), 1000 * fastest.p95(), "min-scale=3 max-scale=20");
		}
		Alternative chosen = cheapest.get().alternative();
		String line = String.format(Locale.ROOT, "The cheapest of these settings with %s: %s (cost %,.3f).", goal,
				chosen.name(), cheapest.get().cost());
		return line + " " + new Advice(settings.deployed()).changesTo(chosen.settings());
	}

}
