package dev.animals.e2e.monitoring;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.animals.e2e.monitoring.Dashboard.Panel;
import dev.animals.e2e.monitoring.Dashboard.Series;
import dev.animals.e2e.monitoring.Dashboard.Threshold;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws one panel of the dashboard: a number, bars or a graph.
 */
final class PanelPlot {

	/**
	 * The largest number of lines in a graph. More could not be distinguished, so only
	 * the largest series are drawn.
	 */
	private static final int MOST_SERIES = 8;

	private static final int MOST_BARS = 15;

	private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final Map<String, Color> COLOURS = Map.of("green", new Color(0x37872d), "orange",
			new Color(0xff780a), "red", new Color(0xc4162a), "blue", new Color(0x1f60c4));

	private static final Color[] LINES = { new Color(0x1f60c4), new Color(0x37872d), new Color(0xe0752d),
			new Color(0x8f3bb8), new Color(0x0a9396), new Color(0xb5a000), new Color(0x7d6b5d), new Color(0xd16ba5) };

	private final String namespace;

	private final Instant from;

	private final Instant to;

	PanelPlot(String namespace, Instant from, Instant to) {
		this.namespace = namespace;
		this.from = from;
		this.to = to;
	}

	void draw(Graphics2D place, Panel panel, int width, int height) {
		if (panel.type().equals("row")) {
			text(place, 8, 16, 14, Font.BOLD, panel.title());
			return;
		}
		place.setColor(Color.WHITE);
		place.fillRect(0, 0, width, height);
		Map<String, Series> series = series(panel);
		text(place, 8, 17, 12, Font.BOLD, panel.title());
		if (series.isEmpty()) {
			text(place, 8, height / 2 + 6, 12, Font.PLAIN, "no data yet");
		}
		else {
			switch (panel.type()) {
				case "stat" -> number(place, panel, series.values().iterator().next().last());
				case "bargauge" -> bars(place, panel, series, width, height);
				default -> {
					int legend = legend(place, series.keySet(), width, height);
					place.translate(0, 20);
					graph(panel, series).paint(place, width, legend - 24);
				}
			}
		}
	}

	/** Returns the series of a panel, by their names in the legend. */
	private Map<String, Series> series(Panel panel) {
		boolean graph = panel.type().equals("timeseries");
		Map<String, Series> named = new LinkedHashMap<>();
		panel.queries()
			.forEach((query) -> Dashboard.ask(query.expression(), this.namespace, graph ? this.from : this.to, this.to)
				.stream()
				.filter((series) -> !series.values().isEmpty())
				.sorted(query.legend().contains("{{bin}}") ? Comparator.comparing(query::name)
						: Comparator.comparingDouble(Series::largest).reversed())
				.limit(graph ? MOST_SERIES : MOST_BARS)
				.forEach((series) -> named.putIfAbsent(query.name(series).replaceAll("-deployment-[0-9a-f]+", ""),
						series)));
		return named;
	}

	private static void number(Graphics2D place, Panel panel, double value) {
		Color colour = COLOURS.get("green");
		for (Threshold threshold : panel.thresholds()) {
			colour = (value >= threshold.value()) ? COLOURS.get(threshold.colour()) : colour;
		}
		place.setColor(colour);
		place.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 30));
		place.drawString(format(panel.unit(), value), 10, 66);
	}

	private static void bars(Graphics2D place, Panel panel, Map<String, Series> series, int width, int height) {
		double most = series.values().stream().mapToDouble(Series::last).max().orElse(0);
		int label = Math.min(200, width / 2);
		int step = Math.min(24, (height - 28) / series.size());
		int y = 24;
		for (Map.Entry<String, Series> bar : series.entrySet()) {
			double value = bar.getValue().last();
			int length = (most > 0) ? (int) ((width - label - 70) * value / most) : 0;
			place.setColor(bar.getKey().contains("reference") ? Color.LIGHT_GRAY : LINES[0]);
			place.fillRect(label, y + 2, Math.max(length, 1), Math.max(step - 3, 2));
			int size = Math.min(11, Math.max(7, step - 2));
			text(place, 8, y + step - 3, size, Font.PLAIN, bar.getKey());
			text(place, label + length + 4, y + step - 3, size, Font.PLAIN, format(panel.unit(), value));
			y += step;
		}
	}

	/**
	 * Draws the names of the series with their colours at the foot of the panel.
	 * @return the vertical position at which the legend begins
	 */
	private static int legend(Graphics2D place, Set<String> names, int width, int height) {
		place.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
		List<List<String>> lines = new ArrayList<>(List.of(new ArrayList<>()));
		int x = 0;
		for (String name : names) {
			int wide = place.getFontMetrics().stringWidth(name) + 24;
			if (x + wide > width - 8) {
				lines.add(new ArrayList<>());
				x = 0;
			}
			lines.getLast().add(name);
			x += wide;
		}
		int y = height - 4 - 13 * (lines.size() - 1);
		int begin = y - 10;
		int colour = 0;
		for (List<String> line : lines) {
			x = 8;
			for (String name : line) {
				place.setColor(LINES[colour++ % LINES.length]);
				place.fillRect(x, y - 5, 10, 3);
				text(place, x + 13, y, 10, Font.PLAIN, name);
				x += place.getFontMetrics().stringWidth(name) + 24;
			}
			y += 13;
		}
		return begin;
	}

	private XYChart graph(Panel panel, Map<String, Series> named) {
		XYChart chart = new XYChartBuilder().build();
		chart.getStyler()
			.setChartBackgroundColor(Color.WHITE)
			.setPlotBorderVisible(false)
			.setChartPadding(4)
			.setPlotContentSize(0.97)
			.setChartTitleVisible(false)
			.setLegendVisible(false);
		chart.getStyler()
			.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10))
			.setXAxisMin((double) this.from.getEpochSecond())
			.setXAxisMax((double) this.to.getEpochSecond())
			.setYAxisTitleVisible(false);
		chart.getStyler()
			.setXAxisTickLabelsFormattingFunction((second) -> MINUTE.format(Instant.ofEpochSecond(second.longValue())));
		chart.getStyler().setYAxisTickLabelsFormattingFunction((value) -> format(panel.unit(), value));
		if (named.values()
			.stream()
			.allMatch((series) -> series.values().values().stream().allMatch((value) -> value >= 0))) {
			chart.getStyler().setYAxisMin(0.0);
		}
		int colour = 0;
		for (Map.Entry<String, Series> one : named.entrySet()) {
			List<Long> times = List.copyOf(one.getValue().values().keySet());
			boolean limit = one.getKey().startsWith("limit");
			XYSeries line = chart.addSeries(one.getKey(), times, List.copyOf(one.getValue().values().values()));
			line.setMarker((times.size() == 1) ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE)
				.setLineColor(LINES[colour++ % LINES.length])
				.setLineStyle(limit ? dashed() : new BasicStroke(1.6f));
		}
		for (Threshold threshold : panel.thresholds()) {
			chart
				.addSeries("threshold " + threshold, List.of(this.from.getEpochSecond(), this.to.getEpochSecond()),
						List.of(threshold.value(), threshold.value()))
				.setMarker(SeriesMarkers.NONE)
				.setLineColor(COLOURS.get(threshold.colour().equals("green") ? "orange" : threshold.colour()))
				.setLineStyle(dashed());
		}
		return chart;
	}

	private static BasicStroke dashed() {
		return new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] { 6, 5 }, 0);
	}

	/** Formats a value with its unit and three significant digits. */
	private static String format(String unit, double value) {
		return switch (unit) {
			case "percentunit" -> digits(100 * value) + " %";
			case "percent" -> digits(value) + " %";
			case "reqps" -> digits(value) + "/s";
			case "s" -> digits(value) + " s";
			case "bytes" -> digits(value / 1024 / 1024) + " MiB";
			case "bool_yes_no" -> (value > 0) ? "yes" : "no";
			default -> digits(value);
		};
	}

	private static String digits(double value) {
		String text = String.format(Locale.ROOT, "%.3g", value);
		return (Math.abs(value) >= 100 || value == Math.rint(value)) ? String.valueOf(Math.round(value))
				: text.contains(".") && !text.contains("e") ? text.replaceAll("\\.?0+$", "") : text;
	}

	static void text(Graphics2D place, int x, int y, int size, int style, String text) {
		place.setColor(new Color(0x24292e));
		place.setFont(new Font(Font.SANS_SERIF, style, size));
		place.drawString(text, x, y);
	}

}
