package dev.animals.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import dev.animals.load.ClusterWatch.Sample;
import org.knowm.xchart.XYChart;

/**
 * Draws a run over time: requests, latency and, if a cluster was watched, pods,
 * processors and memory.
 */
final class Plot {

	/** The largest number of steps. More could not be distinguished in the picture. */
	private static final int STEPS = 150;

	private final List<Exchange> exchanges;

	private final List<Sample> samples;

	private final Instant start;

	private final Column column;

	/** The length of a step in seconds. */
	private final int step;

	/** The requests that were sent in each step. */
	private final List<Summary> steps;

	/**
	 * Sorts the requests of a run by time.
	 * @param exchanges all requests in the order of sending, at least one
	 * @param samples the samples of the cluster; empty if no cluster was watched
	 */
	Plot(List<Exchange> exchanges, List<Sample> samples) {
		this.exchanges = exchanges;
		this.start = exchanges.getFirst().sent;
		this.samples = samples.stream().filter((sample) -> !sample.at().isBefore(this.start)).toList();
		int seconds = (int) Math.ceil(secondsOf(exchanges.getLast().sent) + 1);
		this.column = new Column(seconds);
		this.step = Math.ceilDiv(seconds, STEPS);
		this.steps = IntStream.rangeClosed(0, seconds / this.step)
			.mapToObj((number) -> Summary.of(sentIn(number), this.step))
			.toList();
	}

	void write(String title, Path png) throws IOException {
		List<XYChart> charts = new ArrayList<>(List.of(rates(title), latency()));
		if (!this.samples.isEmpty()) {
			charts.addAll(List.of(pods(), cores(), memory()));
		}
		this.column.write(charts, png);
	}

	private XYChart rates(String title) {
		XYChart chart = this.column.chart(title, "requests/s");
		byStep(chart, "sent", (number) -> (double) this.steps.get(number).sent() / this.step);
		byStep(chart, "answered right, by time of sending", (number) -> this.steps.get(number).perSecond());
		if (this.steps.stream().anyMatch((counts) -> counts.failed() > 0)) {
			byStep(chart, "failed", (number) -> (double) this.steps.get(number).failed() / this.step);
		}
		return chart;
	}

	private XYChart latency() {
		XYChart chart = this.column.chart("", "latency, s");
		// The axis is logarithmic, because a request that waits can take a hundred times
		// as long as others.
		chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(0.01);
		byStep(chart, "p99", (number) -> this.steps.get(number).p99() / 1e3);
		byStep(chart, "p95", (number) -> this.steps.get(number).p95() / 1e3);
		byStep(chart, "p50, by time of sending", (number) -> this.steps.get(number).p50() / 1e3);
		return chart;
	}

	private XYChart pods() {
		XYChart chart = this.column.chart("", "pods");
		bySample(chart, "exist", Sample::pods);
		bySample(chart, "ready", Sample::ready);
		return chart;
	}

	private XYChart cores() {
		XYChart chart = this.column.chart("", "processors in use");
		bySample(chart, "all of the nodes", (sample) -> sample.use().nodeCores());
		bySample(chart, "the service's pods", (sample) -> sample.use().podCores());
		return chart;
	}

	private XYChart memory() {
		XYChart chart = this.column.chart("", "memory, MiB");
		bySample(chart, "fullest pod", (sample) -> sample.use().fullestPodMib());
		return chart;
	}

	private void byStep(XYChart chart, String name, IntToDoubleFunction value) {
		// Steps without an answer have no latency, so they are left out.
		int[] known = IntStream.range(0, this.steps.size())
			.filter((number) -> !chart.getStyler().isYAxisLogarithmic() || this.steps.get(number).ok() > 0)
			.toArray();
		Column.add(chart, name, IntStream.of(known).mapToDouble((number) -> number * this.step).toArray(),
				IntStream.of(known).mapToDouble(value).toArray());
	}

	private void bySample(XYChart chart, String name, ToDoubleFunction<Sample> value) {
		List<Sample> known = this.samples.stream()
			.filter((sample) -> Double.isFinite(value.applyAsDouble(sample)))
			.toList();
		Column.add(chart, name, known.stream().mapToDouble((sample) -> secondsOf(sample.at())).toArray(),
				known.stream().mapToDouble(value).toArray());
	}

	private List<Exchange> sentIn(int number) {
		return this.exchanges.stream()
			.filter((exchange) -> (int) secondsOf(exchange.sent) / this.step == number)
			.toList();
	}

	private double secondsOf(Instant time) {
		return Duration.between(this.start, time).toMillis() / 1e3;
	}

}
