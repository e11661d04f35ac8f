package dev.animals.capacity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

import dev.animals.capacity.Alternatives.Alternative;
import dev.animals.capacity.simulation.Run;

/**
 * The result of one alternative.
 *
 * @param alternative the settings
 * @param run the simulation
 * @param slice the part of the traffic that was simulated
 * @param price the price of a core for an hour
 */
record Result(Alternative alternative, Run run, Slice slice, double price) {

	static final String HEADER = """
			| settings | pods max | pods mean | pods started | from zero | waited for a start | p50 ms | p95 ms \
			| p99 ms | pod-hours | cost |
			|---|---|---|---|---|---|---|---|---|---|---|""";

	/** Returns the line of the table. */
	String row() {
		int parts = this.slice.parts();
		return String.format(Locale.ROOT,
				"| %s | %,d | %,.2f | %,d | %,d | %,d | %,.0f | %,.0f | %,.0f | %,.2f | %,.3f |",
				this.alternative.name(), (long) this.run.mostPods() * parts, this.run.meanPods() * parts,
				(long) this.run.starts() * parts, (long) this.run.startsFromZero() * parts,
				(long) this.run.waited() * parts, 1000 * this.run.percentile(50), 1000 * p95(),
				1000 * this.run.percentile(99), podHours(), cost());
	}

	/** Writes requests and pods of each second as a table with tabs. */
	void write(Path tsv) throws IOException {
		StringJoiner lines = new StringJoiner("\n", "second\trequests\texisting\tready\n", "\n");
		for (int second = 0; second < this.run.pods().size(); second++) {
			Run.Pods pods = this.run.pods().get(second);
			lines.add(
					"%d\t%d\t%d\t%d".formatted(second, this.run.arrivedBetween(second, second + 1) * this.slice.parts(),
							pods.existing() * this.slice.parts(), pods.ready() * this.slice.parts()));
		}
		Files.writeString(tsv, lines.toString());
	}

	/** Returns the 95th percentile of the latency in seconds. */
	double p95() {
		return this.run.percentile(95);
	}

	double cost() {
		return podHours() * Settings.CORES * this.price;
	}

	private double podHours() {
		return this.run.podSeconds() * this.slice.parts() / 3600;
	}

	/**
	 * Returns the cheapest result with a 95th percentile that meets a goal.
	 * @param results the results
	 * @param goalSeconds the goal
	 * @return the first of the cheapest, or nothing if none meets the goal
	 */
	static Optional<Result> cheapest(List<Result> results, double goalSeconds) {
		return results.stream()
			.filter((result) -> result.p95() <= goalSeconds)
			.min(Comparator.comparingDouble(Result::cost));
	}

	/** Returns the result with the lowest 95th percentile. */
	static Result fastest(List<Result> results) {
		return results.stream().min(Comparator.comparingDouble(Result::p95)).orElseThrow();
	}

}
