package dev.animals.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import javax.imageio.ImageIO;

/**
 * Draws values from 0 to 1 over a photo. Cold places become dark and grey, and hot ones
 * keep the light of the photo and turn yellow and then red.
 */
public final class HeatMap {

	/** The longest side of a drawing in pixels, which bounds its memory. */
	private static final int LONGEST_SIDE = 1280;

	/** The share of the photo's own light that the coldest places keep. */
	private static final double DARKEST = 0.4;

	/** The share of the colour at the hottest places. */
	private static final double MOST_COLOUR = 0.55;

	private final int rows;

	private final int columns;

	private final List<Double> values;

	/**
	 * Creates a heat map.
	 * @param rows the number of rows, at least 1
	 * @param columns the number of columns, at least 1
	 * @param values the values from 0 to 1, row by row
	 */
	public HeatMap(int rows, int columns, List<Double> values) {
		if (values.size() != rows * columns) {
			throw new IllegalArgumentException("%d values for %d × %d cells".formatted(values.size(), rows, columns));
		}
		this.rows = rows;
		this.columns = columns;
		this.values = List.copyOf(values);
	}

	/**
	 * Draws the map over a photo. The cells of the map cover the photo evenly, and the
	 * drawing interpolates between their middles.
	 * @param photo the photo
	 * @return a PNG with the proportions of the photo, at most {@value #LONGEST_SIDE}
	 * pixels wide and high
	 */
	public byte[] drawOver(DecodedImage photo) {
		int step = Math.ceilDiv(Math.max(photo.width(), photo.height()), LONGEST_SIDE);
		int width = Math.ceilDiv(photo.width(), step);
		int height = Math.ceilDiv(photo.height(), step);
		BufferedImage drawing = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				double heat = heat((x + 0.5) / width, (y + 0.5) / height);
				drawing.setRGB(x, y, blend(photo.rgb(), 3 * (y * step * photo.width() + x * step), heat));
			}
		}
		return png(drawing);
	}

	/**
	 * Interpolates linearly between the four nearest cells.
	 * @param x the place from the left, from 0 to 1
	 * @param y the place from the top, from 0 to 1
	 */
	double heat(double x, double y) {
		double column = Math.clamp(x * this.columns - 0.5, 0, this.columns - 1);
		double row = Math.clamp(y * this.rows - 0.5, 0, this.rows - 1);
		int left = (int) column;
		int top = (int) row;
		double upper = between(value(top, left), value(top, left + 1), column - left);
		double lower = between(value(top + 1, left), value(top + 1, left + 1), column - left);
		return between(upper, lower, row - top);
	}

	private double value(int row, int column) {
		return this.values.get(Math.min(row, this.rows - 1) * this.columns + Math.min(column, this.columns - 1));
	}

	private static double between(double from, double to, double share) {
		return from + (to - from) * share;
	}

	private static int blend(byte[] rgb, int i, double heat) {
		int red = rgb[i] & 0xff;
		int green = rgb[i + 1] & 0xff;
		int blue = rgb[i + 2] & 0xff;
		double grey = 0.299 * red + 0.587 * green + 0.114 * blue;
		double light = between(DARKEST, 1, heat);
		double colour = MOST_COLOUR * heat;
		int hotRed = mix(between(grey, red, heat) * light, 255, colour);
		int hotGreen = mix(between(grey, green, heat) * light, 255 * (1 - heat), colour);
		int hotBlue = mix(between(grey, blue, heat) * light, 0, colour);
		return hotRed << 16 | hotGreen << 8 | hotBlue;
	}

	private static int mix(double photo, double colour, double share) {
		return (int) Math.round(between(photo, colour, share));
	}

	private static byte[] png(BufferedImage drawing) {
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			ImageIO.setUseCache(false);
			if (!ImageIO.write(drawing, "png", bytes)) {
				throw new IllegalStateException("The JDK has no writer for the format png");
			}
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
