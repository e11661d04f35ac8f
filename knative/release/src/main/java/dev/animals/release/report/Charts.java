package dev.animals.release.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import dev.animals.release.judge.Block;
import dev.animals.release.judge.Counts;
import dev.animals.release.judge.Finding;
import dev.animals.release.report.Chart.Line;
import dev.animals.release.report.Journal.Point;

/**
 * The charts of a rollout.
 */
final class Charts {

	/** The period for each percentile, because a single block has too few requests. */
	private static final Duration WINDOW = Duration.ofMinutes(1);

	private static final int MILLIS = 1000;

	private static final int FLAT = 140;

	private static final int HIGH = 230;

	private final List<Point> points;

	private final Instant start;

	private final int end;

	/**
	 * Draws a rollout.
	 * @param points the blocks with their verdicts, at least one
	 * @param end the candidate's share of the traffic after the end, in 0–100
	 */
	Charts(List<Point> points, int end) {
		this.points = points;
		this.end = end;
		this.start = points.getFirst().look().from();
	}

	String html() {
		return traffic().html() + evidence().html() + latency().html() + errors().html() + requests().html();
	}

	private Chart traffic() {
		List<Chart.Point> shares = new ArrayList<>();
		shares.add(new Chart.Point(0, this.points.getFirst().look().percent()));
		this.points.forEach((point) -> shares.add(new Chart.Point(minute(point), point.look().percent())));
		shares.add(new Chart.Point(minute(this.points.getLast()), this.end));
		return new Chart("The candidate's share of the traffic", " %",
				List.of(new Line("candidate", "candidate", shares)), Optional.empty(), 100, true, FLAT);
	}

	/**
	 * Draws the evidence on a logarithmic scale, because it is a product; 1 is the limit.
	 */
	private Chart evidence() {
		List<Line> lines = new ArrayList<>();
		List<Finding> tests = this.points.getFirst()
			.verdict()
			.findings()
			.stream()
			.filter((finding) -> !finding.evidence().isNone())
			.toList();
		for (int i = 0; i < tests.size(); i++) {
			int test = i;
			List<Chart.Point> values = this.points.stream()
				.filter((point) -> !point.isBake())
				.map((point) -> new Chart.Point(minute(point), strength(point, test)))
				.toList();
			lines.add(new Line(tests.get(i).name().replaceFirst(" than .*", ""), "test" + i, values));
		}
		return new Chart("Evidence against the candidate; it is taken back at 1", "", lines, Optional.of(1.0), 1, false,
				HIGH);
	}

	private static double strength(Point point, int test) {
		return point.verdict()
			.findings()
			.stream()
			.filter((finding) -> !finding.evidence().isNone())
			.skip(test)
			.mapToDouble((finding) -> finding.evidence().share())
			.findFirst()
			.orElse(Double.NaN);
	}

	private Chart latency() {
		return both("95th percentile of the durations, over a minute", " ms", 0,
				(counts) -> MILLIS * counts.quantile(0.95));
	}

	private Chart errors() {
		return both("Failed and rejected requests, over a minute", " %", 1,
				(counts) -> 100.0 * (counts.errors() + counts.rejected()) / counts.requests());
	}

	private Chart requests() {
		return both("Requests per second, over a minute", "", 1,
				(counts) -> counts.requests() / (double) WINDOW.toSeconds());
	}

	private Chart both(String title, String unit, double least, ToDoubleFunction<Counts> figure) {
		List<Chart.Point> stable = new ArrayList<>();
		List<Chart.Point> candidate = new ArrayList<>();
		for (Point point : this.points) {
			Block block = lately(point.look().to());
			stable.add(new Chart.Point(minute(point), figure.applyAsDouble(block.stable())));
			candidate.add(new Chart.Point(minute(point), figure.applyAsDouble(block.candidate())));
		}
		return new Chart(title, unit,
				List.of(new Line("stable", "stable", stable), new Line("candidate", "candidate", candidate)),
				Optional.empty(), Math.max(least, 1e-3), false, HIGH);
	}

	private Block lately(Instant to) {
		return this.points.stream()
			.map(Point::look)
			.filter((look) -> look.to().isAfter(to.minus(WINDOW)) && !look.to().isAfter(to))
			.map((look) -> look.block())
			.reduce(Block.NONE, Block::plus);
	}

	private double minute(Point point) {
		return Duration.between(this.start, point.look().to()).toMillis() / 60_000.0;
	}

}
