package dev.animals.e2e.autoscaling;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.animals.testing.Command;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws runs side by side with the same scales. Each run has a column with its pods,
 * requests and latency in each second.
 */
final class ScalingPlot {

	private final List<ScalingRun> runs;

	/** The upper ends of the axes. */
	private final double time;

	private final double rate;

	private final double latency;

	ScalingPlot(List<ScalingRun> runs) {
		this.runs = runs;
		this.time = Math.ceil(runs.stream().mapToInt((run) -> run.pods().size()).max().orElse(0) / 10.0) * 10;
		this.rate = most((run, second) -> Math.max(run.sent(second), run.answered(second)));
		this.latency = most((run, second) -> run.percentile(95, (answer) -> answer.dueIn(second)));
	}

	private double most(Value value) {
		return this.runs.stream()
			.flatMapToDouble((run) -> run.seconds().mapToDouble((second) -> value.of(run, second)))
			.filter(Double::isFinite)
			.max()
			.orElse(1);
	}

	void write(Path png) throws IOException {
		String origin = origin();
		List<XYChart> charts = Stream
			.of(this.runs.stream().map((run) -> pods(run, origin)), this.runs.stream().map(this::rates),
					this.runs.stream().map(this::latency))
			.flatMap((row) -> row)
			.toList();
		BitmapEncoder.saveBitmap(charts, 3, this.runs.size(), png.toString(), BitmapFormat.PNG);
	}

	/** Returns the command that draws the picture, and the commit. */
	private static String origin() {
		String commit = Command
			.run(Duration.ofSeconds(10), Map.of(),
					List.of("git", "log", "-1", "--format=%h", "--", "function", "knative"))
			.succeeded()
			.output()
			.strip();
		return "make study-autoscaling at " + commit;
	}

	private XYChart pods(ScalingRun run, String origin) {
		XYChart chart = chart(run.scaling() + " (" + origin + ")", "pods", 4);
		chart.getStyler().setYAxisTickMarkSpacingHint(40);
		add(chart, "exist", run.seconds(), (second) -> run.pods().get(second).existing());
		add(chart, "ready", run.seconds(), (second) -> run.pods().get(second).ready());
		return chart;
	}

	private XYChart rates(ScalingRun run) {
		XYChart chart = chart("", "requests/s", this.rate);
		add(chart, "sent", run.seconds(), run::sent);
		add(chart, "answered", run.seconds(), run::answered);
		return chart;
	}

	private XYChart latency(ScalingRun run) {
		XYChart chart = chart("", "latency, s, by time of sending", this.latency);
		// The axis is logarithmic, because waking from zero takes a hundred times as long
		// as an answer.
		chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(0.01);
		for (int percent : new int[] { 95, 50 }) {
			IntToDoubleFunction value = (second) -> run.percentile(percent, (answer) -> answer.dueIn(second));
			add(chart, "p" + percent, run.seconds().filter((second) -> Double.isFinite(value.applyAsDouble(second))),
					value);
		}
		return chart;
	}

	private XYChart chart(String title, String unit, double most) {
		XYChart chart = new XYChartBuilder().width(640)
			.height(260)
			.title(title)
			.xAxisTitle("seconds since the load began")
			.yAxisTitle(unit)
			.build();
		chart.getStyler()
			.setXAxisTickMarkSpacingHint(50)
			.setXAxisMin(0.0)
			.setXAxisMax(this.time)
			.setYAxisMin(0.0)
			.setYAxisMax(most)
			.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 11))
			.setChartBackgroundColor(Color.WHITE)
			.setLegendPosition(LegendPosition.InsideNE)
			.setChartTitleVisible(!title.isEmpty());
		return chart;
	}

	private static void add(XYChart chart, String name, IntStream seconds, IntToDoubleFunction value) {
		double[] x = seconds.asDoubleStream().toArray();
		double[] y = Arrays.stream(x).map((second) -> value.applyAsDouble((int) second)).toArray();
		chart.addSeries(name, x, y).setXYSeriesRenderStyle(XYSeriesRenderStyle.Step).setMarker(SeriesMarkers.NONE);
	}

	/** Selects a value of a run at a second. */
	private interface Value {

		double of(ScalingRun run, int second);

	}

}
