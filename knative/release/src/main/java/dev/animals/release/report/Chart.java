package dev.animals.release.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A line chart as SVG. Its classes take their colours from the page.
 *
 * @param title the title
 * @param unit the unit after the numbers of the vertical axis
 * @param lines the lines
 * @param limit the value of a horizontal line that the other lines must not reach
 * @param least the smallest value for the upper end of the vertical axis
 * @param steps whether a line keeps a value until the next point, instead of connecting
 * the two
 * @param height the height of the chart in pixels; the width is 720
 */
record Chart(String title, String unit, List<Line> lines, Optional<Double> limit, double least, boolean steps,
		int height) {

	private static final int WIDTH = 720;

	private static final int LEFT = 74;

	private static final int TOP = 14;

	private static final int BOTTOM = 28;

	private static final int ROWS = 4;

	/**
	 * A line.
	 *
	 * @param name its name in the legend
	 * @param style its CSS class
	 * @param points the points in order
	 */
	record Line(String name, String style, List<Point> points) {
	}

	/**
	 * A point.
	 *
	 * @param minute the minutes since the start of the rollout
	 * @param value the value; NaN leaves a gap
	 */
	record Point(double minute, double value) {
	}

	/** Returns the chart with its title and legend. */
	String html() {
		StringBuilder html = new StringBuilder("<figure><figcaption><b>%s</b>".formatted(Html.text(this.title)));
		for (Line line : this.lines) {
			html.append("<span class=\"key %s\">%s</span>".formatted(line.style(), Html.text(line.name())));
		}
		html.append("</figcaption><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">".formatted(WIDTH,
				this.height, Html.text(this.title)));
		axes(html);
		this.limit.ifPresent(
				(value) -> html.append(svg("<line class=\"limit\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
						x(0), x(longest()), y(value), y(value))));
		for (Line line : this.lines) {
			if (this.steps && !line.points().isEmpty()) {
				html.append(svg("<path class=\"area %s\" d=\"%sV%.1fH%.1fZ\"/>", line.style(), path(line.points()),
						y(0), x(line.points().getFirst().minute())));
			}
			html.append("<path class=\"line %s\" d=\"%s\"/>".formatted(line.style(), path(line.points())));
		}
		return html.append("</svg></figure>\n").toString();
	}

	private void axes(StringBuilder html) {
		for (int row = 0; row <= ROWS; row++) {
			double value = most() * row / ROWS;
			html.append(svg("<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>", x(0),
					x(longest()), y(value), y(value)));
			html.append(svg("<text class=\"y\" x=\"%d\" y=\"%.1f\">%s</text>", LEFT - 8, y(value) + 4, label(value)));
		}
		double every = Math.max(1, Math.ceil(longest() / 6));
		for (double minute = 0; minute <= longest(); minute += every) {
			html.append(
					svg("<text class=\"x\" x=\"%.1f\" y=\"%d\">%.0f min</text>", x(minute), this.height - 8, minute));
		}
	}

	private String label(double value) {
		String number = String.format(Locale.ROOT, (most() / ROWS % 1 == 0) ? "%.0f" : "%.2f", value);
		return number + this.unit;
	}

	private String path(List<Point> points) {
		StringBuilder path = new StringBuilder();
		boolean drawing = false;
		for (Point point : points) {
			if (Double.isNaN(point.value())) {
				drawing = false;
				continue;
			}
			if (drawing && this.steps) {
				path.append(svg("H%.1f", x(point.minute())));
			}
			path.append(svg("%s%.1f %.1f", drawing ? "L" : "M", x(point.minute()), y(point.value())));
			drawing = true;
		}
		return path.toString();
	}

	private double longest() {
		return Math.max(1,
				this.lines.stream()
					.flatMap((line) -> line.points().stream())
					.mapToDouble(Point::minute)
					.max()
					.orElse(1));
	}

	private double most() {
		double highest = this.lines.stream()
			.flatMap((line) -> line.points().stream())
			.mapToDouble(Point::value)
			.filter(Double::isFinite)
			.max()
			.orElse(0);
		double row = Math.max(this.least, highest) / ROWS;
		double magnitude = Math.pow(10, Math.floor(Math.log10(row)));
		return ROWS * magnitude * round(row / magnitude);
	}

	/** Rounds up to a number that is easy to read on the axis. */
	private static double round(double value) {
		return (value <= 1) ? 1 : (value <= 2) ? 2 : (value <= 2.5) ? 2.5 : (value <= 5) ? 5 : 10;
	}

	private double x(double minute) {
		return LEFT + minute / longest() * (WIDTH - LEFT - 12);
	}

	private double y(double value) {
		return TOP + (1 - value / most()) * (this.height - TOP - BOTTOM);
	}

	private static String svg(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

}
