package dev.animals.load;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A column of charts whose time axes are aligned.
 *
 * @param seconds the length of the time axes
 */
record Column(int seconds) {

	private static final int WIDTH = 960;

	private static final int HEIGHT = 240;

	/** Creates a chart without series. */
	XYChart chart(String title, String unit) {
		XYChart chart = new XYChartBuilder().title(title)
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
			.setLegendPosition(LegendPosition.OutsideS)
			.setLegendLayout(LegendLayout.Horizontal)
			.setLegendPadding(2)
			.setChartTitleVisible(!title.isEmpty());
		return chart;
	}

	static void add(XYChart chart, String name, double[] x, double[] y) {
		if (x.length > 0) {
			chart.addSeries(name, x, y).setXYSeriesRenderStyle(XYSeriesRenderStyle.Step).setMarker(SeriesMarkers.NONE);
		}
	}

	/**
	 * Paints the charts twice. The first time measures the width of each chart's labels,
	 * because the widest labels determine where all time axes start.
	 */
	void write(List<XYChart> charts, Path png) throws IOException {
		BufferedImage image = new BufferedImage(WIDTH, HEIGHT * charts.size(), BufferedImage.TYPE_INT_RGB);
		Graphics2D page = image.createGraphics();
		charts.forEach((chart) -> chart.paint(page, WIDTH, HEIGHT));
		double begin = charts.stream().mapToDouble((chart) -> chart.getScreenXFromChart(0)).max().orElse(0);
		page.setColor(Color.WHITE);
		page.fillRect(0, 0, image.getWidth(), image.getHeight());
		for (int i = 0; i < charts.size(); i++) {
			int shift = (int) Math.round(begin - charts.get(i).getScreenXFromChart(0));
			Graphics2D place = (Graphics2D) page.create(shift, i * HEIGHT, WIDTH - shift, HEIGHT);
			charts.get(i).paint(place, WIDTH - shift, HEIGHT);
			place.dispose();
		}
		page.dispose();
		ImageIO.write(image, "png", png.toFile());
	}

}
