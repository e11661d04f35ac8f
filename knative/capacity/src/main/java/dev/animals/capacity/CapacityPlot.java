package dev.animals.capacity;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.animals.capacity.simulation.Run;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws simulations side by side. Each has a column with arrivals, pods and the 95th
 * percentile over time.
 */
final class CapacityPlot {

	/** The largest number of steps. More could not be distinguished in the picture. */
	private static final int STEPS = 300;

	private static final double SECONDS_PER_MINUTE = 60;

	private final String traffic;

	private final List<Result> results;

	private final int step;

	private final int steps;

	CapacityPlot(String traffic, List<Result> results) {
		this.traffic = traffic;
		this.results = results;
		int seconds = results.stream().mapToInt((result) -> result.run().pods().size()).max().orElse(1);
		this.step = Math.ceilDiv(seconds, STEPS);
		this.steps = seconds / this.step;
	}

	void write(Path png) throws IOException {
		List<XYChart> charts = Stream
			.of(this.results.stream().map(this::arrivals), this.results.stream().map(this::pods),
					this.results.stream().map(this::latency))
			.flatMap((row) -> row)
			.toList();
		BitmapEncoder.saveBitmap(charts, 3, this.results.size(), png.toString(), BitmapFormat.PNG);
	}

	private XYChart arrivals(Result result) {
		XYChart chart = chart(this.traffic + ": " + result.alternative().name(), "requests/s");
		int parts = result.slice().parts();
		add(chart, "arrive", IntStream.range(0, this.steps),
				(number) -> (double) result.run().arrivedBetween(from(number), from(number + 1)) * parts / this.step);
		return chart;
	}

	private XYChart pods(Result result) {
		XYChart chart = chart("", "pods");
		int parts = result.slice().parts();
		add(chart, "exist, most in a step", IntStream.range(0, this.steps),
				(number) -> podsIn(result.run(), number).mapToInt(Run.Pods::existing).max().orElse(0) * parts);
		add(chart, "ready, fewest in a step", IntStream.range(0, this.steps),
				(number) -> podsIn(result.run(), number).mapToInt(Run.Pods::ready).min().orElse(0) * parts);
		return chart;
	}

	private Stream<Run.Pods> podsIn(Run run, int number) {
		int end = Math.min(run.pods().size(), (int) from(number + 1));
		return run.pods().subList(Math.min(end, (int) from(number)), end).stream();
	}

	private XYChart latency(Result result) {
		XYChart chart = chart("", "p95, s");
		// The axis is logarithmic, because a request that waits for a start takes a
		// hundred times as long as others.
		chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(0.01);
		// Steps without a request have no latency, so they are left out.
		add(chart, "p95 by time of arrival",
				IntStream.range(0, this.steps).filter((number) -> Double.isFinite(p95(result, number))),
				(number) -> p95(result, number));
		return chart;
	}

	private double p95(Result result, int number) {
		return result.run().percentileBetween(95, from(number), from(number + 1));
	}

	private double from(int number) {
		return (double) number * this.step;
	}

	private XYChart chart(String title, String unit) {
		XYChart chart = new XYChartBuilder().width(640)
			.height(240)
			.title(title)
			.xAxisTitle("minutes")
			.yAxisTitle(unit)
			.build();
		chart.getStyler()
			.setYAxisMin(0.0)
			.setXAxisMin(0.0)
			.setXAxisMax(from(this.steps) / SECONDS_PER_MINUTE)
			.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 12))
			.setChartBackgroundColor(Color.WHITE)
			.setLegendPosition(LegendPosition.InsideNW)
			.setChartTitleVisible(!title.isEmpty());
		return chart;
	}

	private void add(XYChart chart, String name, IntStream numbers, IntToDoubleFunction value) {
		int[] known = numbers.toArray();
		if (known.length > 0) {
			chart
				.addSeries(name,
						IntStream.of(known).mapToDouble((number) -> from(number) / SECONDS_PER_MINUTE).toArray(),
						IntStream.of(known).mapToDouble(value).toArray())
				.setXYSeriesRenderStyle(XYSeriesRenderStyle.Step)
				.setMarker(SeriesMarkers.NONE);
		}
	}

}
