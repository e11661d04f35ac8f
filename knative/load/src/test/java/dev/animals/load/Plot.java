package dev.animals.load;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import dev.animals.load.PodWatch.Sample;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A run over time, one chart below the other: requests, latency and, where a cluster was
 * watched, pods, processors and memory.
 */
final class Plot {

	/** More steps than this are not told apart. */
	private static final int STEPS = 150;

	private final List<Exchange> exchanges;

	private final List<Sample> samples;

	private final Instant start;

	private final int seconds;

	private final int step;

	/** By the step in which they were sent. */
	private final List<Summary> steps;

	/**
	 * Sorts a run's requests by time.
	 * @param exchanges all of them, at least one, in the order of sending
	 * @param samples of its pods; none where no cluster is known
	 */
	Plot(List<Exchange> exchanges, List<Sample> samples) {
		this.exchanges = exchanges;
		this.start = exchanges.getFirst().sent;
		this.samples = samples.stream().filter((sample) -> !sample.at().isBefore(this.start)).toList();
		this.seconds = (int) Math.ceil(secondsOf(exchanges.getLast().sent) + 1);
		this.step = Math.ceilDiv(this.seconds, STEPS);
		this.steps = IntStream.rangeClosed(0, this.seconds / this.step)
			.mapToObj((number) -> Summary.of(sentIn(number), this.step))
			.toList();
	}

	void write(String title, Path png) throws IOException {
		List<XYChart> charts = new ArrayList<>(List.of(rates(title), latency()));
		if (!this.samples.isEmpty()) {
			charts.addAll(List.of(pods(), cores(), memory()));
		}
		BitmapEncoder.saveBitmap(charts, charts.size(), 1, png.toString(), BitmapFormat.PNG);
	}

	private XYChart rates(String title) {
		XYChart chart = chart(title, "requests/s");
		byStep(chart, "sent", (number) -> (double) this.steps.get(number).sent() / this.step);
		byStep(chart, "answered right, by when sent", (number) -> this.steps.get(number).perSecond());
		if (this.steps.stream().anyMatch((counts) -> counts.failed() > 0)) {
			byStep(chart, "failed", (number) -> (double) this.steps.get(number).failed() / this.step);
		}
		return chart;
	}

	private XYChart latency() {
		XYChart chart = chart("", "latency, s, by when sent");
		// What waits takes a hundred times as long as what does not.
		chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(0.01);
		byStep(chart, "p99", (number) -> this.steps.get(number).p99() / 1e3);
		byStep(chart, "p95", (number) -> this.steps.get(number).p95() / 1e3);
		byStep(chart, "p50", (number) -> this.steps.get(number).p50() / 1e3);
		return chart;
	}

	private XYChart pods() {
		XYChart chart = chart("", "pods");
		bySample(chart, "there", Sample::pods);
		bySample(chart, "ready", Sample::ready);
		return chart;
	}

	private XYChart cores() {
		XYChart chart = chart("", "processors in use");
		bySample(chart, "all of the nodes", (sample) -> sample.use().nodeCores());
		bySample(chart, "the service's pods", (sample) -> sample.use().podCores());
		return chart;
	}

	private XYChart memory() {
		XYChart chart = chart("", "memory, MiB");
		bySample(chart, "fullest pod", (sample) -> sample.use().fullestPodMib());
		return chart;
	}

	private XYChart chart(String title, String unit) {
		XYChart chart = new XYChartBuilder().width(960)
			.height(220)
			.title(title)
			.xAxisTitle("seconds since the load began")
			.yAxisTitle(unit)
			.build();
		chart.getStyler()
			.setXAxisTickMarkSpacingHint(60)
			.setYAxisTickMarkSpacingHint(36)
			.setXAxisMin(0.0)
			.setXAxisMax((double) this.seconds)
			.setYAxisMin(0.0)
			.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 12))
			.setChartBackgroundColor(Color.WHITE)
			.setLegendPosition(LegendPosition.InsideNW)
			.setLegendLayout(LegendLayout.Horizontal)
			.setChartTitleVisible(!title.isEmpty());
		return chart;
	}

	private void byStep(XYChart chart, String name, IntToDoubleFunction value) {
		int[] known = IntStream.range(0, this.steps.size())
			.filter((number) -> !chart.getStyler().isYAxisLogarithmic() || this.steps.get(number).ok() > 0)
			.toArray();
		add(chart, name, IntStream.of(known).mapToDouble((number) -> number * this.step).toArray(),
				IntStream.of(known).mapToDouble(value).toArray());
	}

	private void bySample(XYChart chart, String name, ToDoubleFunction<Sample> value) {
		// Of what is counted, a first look says nothing.
		List<Sample> known = this.samples.stream().filter((sample) -> sample.use().nodeCores() > 0).toList();
		add(chart, name, known.stream().mapToDouble((sample) -> secondsOf(sample.at())).toArray(),
				known.stream().mapToDouble(value).toArray());
	}

	private static void add(XYChart chart, String name, double[] x, double[] y) {
		if (x.length > 0) {
			chart.addSeries(name, x, y).setXYSeriesRenderStyle(XYSeriesRenderStyle.Step).setMarker(SeriesMarkers.NONE);
		}
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
