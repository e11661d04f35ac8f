package dev.animals.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Reads the samples of a Java 2D image as they are stored. Drawing the image would need
 * less code, but give other pixels than those that the network was trained with: Java 2D
 * treats grey as linear light and brightens it, and it applies the colour profile.
 */
final class RgbRows {

	private static final int OPAQUE = 255;

	private final Raster raster;

	private final int @Nullable [] palette;

	private final int[] sampleBits;

	private RgbRows(Raster raster, int @Nullable [] palette) {
		this.raster = raster;
		this.palette = palette;
		this.sampleBits = raster.getSampleModel().getSampleSize();
	}

	/**
	 * Prepares the rows of an image.
	 * @param image an image with a palette, in grey or in RGB, each with or without alpha
	 * @return its rows
	 */
	static RgbRows of(BufferedImage image) {
		ColorModel colours = image.getColorModel();
		return new RgbRows(image.getRaster(), (colours instanceof IndexColorModel indexed) ? palette(indexed) : null);
	}

	/** Returns the colours of the palette; colours that it does not define are black. */
	private static int[] palette(IndexColorModel colours) {
		int[] palette = new int[Math.max(256, colours.getMapSize())];
		Arrays.fill(palette, OPAQUE << 24);
		int[] defined = new int[colours.getMapSize()];
		colours.getRGBs(defined);
		System.arraycopy(defined, 0, palette, 0, defined.length);
		return palette;
	}

	/**
	 * Converts all rows and blends transparent pixels with white.
	 * @param orientation the transformation that puts the image upright
	 * @return the pixels
	 * @throws IOException if the image has more than four channels
	 */
	UprightPixels upright(Orientation orientation) throws IOException {
		int width = this.raster.getWidth();
		int bands = this.raster.getNumBands();
		if (bands > 4) {
			throw new IOException(bands + " channels");
		}
		UprightPixels upright = new UprightPixels(width, this.raster.getHeight(), orientation);
		byte[] row = new byte[3 * width];
		int[] samples = new int[bands * width];
		for (int y = 0; y < this.raster.getHeight(); y++) {
			this.raster.getPixels(this.raster.getMinX(), this.raster.getMinY() + y, width, 1, samples);
			if (this.palette != null) {
				fromPalette(samples, row, this.palette);
			}
			else {
				fromChannels(samples, row, bands);
			}
			upright.writeRow(y, row);
		}
		return upright;
	}

	private static void fromPalette(int[] samples, byte[] row, int[] palette) {
		for (int i = 0; i < samples.length; i++) {
			int colour = palette[samples[i]];
			int alpha = colour >>> 24;
			row[3 * i] = White.under(colour >> 16 & 0xff, alpha);
			row[3 * i + 1] = White.under(colour >> 8 & 0xff, alpha);
			row[3 * i + 2] = White.under(colour & 0xff, alpha);
		}
	}

	private void fromChannels(int[] samples, byte[] row, int bands) {
		int colours = (bands < 3) ? 1 : 3;
		int to = 0;
		for (int from = 0; from < samples.length; from += bands) {
			int alpha = (bands > colours) ? eightBits(samples[from + colours], colours) : OPAQUE;
			for (int channel = 0; channel < 3; channel++) {
				int band = (colours == 1) ? 0 : channel;
				row[to++] = White.under(eightBits(samples[from + band], band), alpha);
			}
		}
	}

	private int eightBits(int sample, int band) {
		int bits = this.sampleBits[band];
		return (bits >= 8) ? sample >> (bits - 8) : sample * 255 / ((1 << bits) - 1);
	}

}
