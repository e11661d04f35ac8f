package dev.animals.e2e.monitoring;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

import javax.imageio.ImageIO;

import dev.animals.e2e.monitoring.Dashboard.Panel;

/**
 * Draws the dashboard without Grafana, with each panel at its place.
 */
final class DashboardPlot {

	private static final int COLUMN = 68;

	private static final int LINE = 26;

	private static final int HEADER = 44;

	private final PanelPlot panels;

	private final Instant to;

	DashboardPlot(String namespace, Instant from, Instant to) {
		this.panels = new PanelPlot(namespace, from, to);
		this.to = to;
	}

	void write(Path png) throws IOException {
		List<Panel> panels = Dashboard.read().panels();
		int lines = panels.stream().mapToInt((panel) -> panel.y() + panel.height()).max().orElseThrow();
		BufferedImage image = new BufferedImage(24 * COLUMN, HEADER + lines * LINE, BufferedImage.TYPE_INT_RGB);
		Graphics2D page = image.createGraphics();
		page.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		page.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		page.setColor(new Color(0xf4f5f5));
		page.fillRect(0, 0, image.getWidth(), image.getHeight());
		PanelPlot.text(page, 12, 28, 17, Font.BOLD,
				"Animals: the data in Prometheus for each panel of monitoring/dashboards/animals.json");
		PanelPlot.text(page, 860, 28, 13, Font.PLAIN,
				"Drawn by make dashboard-picture on "
						+ DateTimeFormatter.ISO_LOCAL_DATE.format(this.to.atZone(ZoneOffset.UTC))
						+ ", times in UTC. Not a screenshot of Grafana.");
		for (Panel panel : panels) {
			int width = panel.width() * COLUMN - 6;
			int height = panel.height() * LINE - 6;
			Graphics2D place = (Graphics2D) page.create(panel.x() * COLUMN + 3, HEADER + panel.y() * LINE + 3, width,
					height);
			this.panels.draw(place, panel, width, height);
			place.dispose();
		}
		page.dispose();
		ImageIO.write(image, "png", png.toFile());
	}

}
