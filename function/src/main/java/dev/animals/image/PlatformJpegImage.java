package dev.animals.image;

import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageReader;

/**
 * A JPEG that the JDK decodes because TurboJPEG is not available. The reader returns the
 * components as stored, because Java 2D would apply the colour profile and guess the
 * colour space.
 */
final class PlatformJpegImage extends JpegImage {

	/**
	 * The memory for a pixel, in bytes: four components in the raster of the reader and
	 * three colours in the result.
	 */
	private static final int PIXEL_BYTES = 4 + 3;

	PlatformJpegImage(CleanJpeg file) {
		super(file);
	}

	@Override
	public long decodeMemory(int targetSize) {
		return memory(PlatformReader.reduction(width(), height(), targetSize), PIXEL_BYTES);
	}

	@Override
	public long samples(int targetSize) {
		return samplesAt(PlatformReader.reduction(width(), height(), targetSize));
	}

	@Override
	UprightPixels decodeFile(int targetSize) throws IOException {
		ImageReader reader = PlatformReader.open("jpeg", pieces().stream());
		try {
			List<String> warnings = new ArrayList<>();
			reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
			int reduction = PlatformReader.reduction(width(), height(), targetSize);
			Raster raster = reader.readRaster(0, PlatformReader.everyNth(reader, reduction));
			for (String warning : warnings) {
				if (!isHarmless(warning)) {
					throw new IOException(warning);
				}
			}
			return upright(raster);
		}
		finally {
			reader.dispose();
		}
	}

	private UprightPixels upright(Raster raster) {
		int width = raster.getWidth();
		UprightPixels upright = new UprightPixels(width, raster.getHeight(), this.header.orientation());
		byte[] row = new byte[Math.max(3, raster.getNumBands()) * width];
		for (int y = 0; y < raster.getHeight(); y++) {
			raster.getDataElements(0, y, width, 1, row);
			switch (this.header.colours()) {
				case GREY -> spreadGrey(row, width);
				case RGB -> {
				}
				case YCBCR -> lumaToRgb(row, width, 3);
				case CMYK -> Inks.toRgb(row, width);
				case YCCK -> {
					lumaToRgb(row, width, 4);
					invert(row, width);
					Inks.toRgb(row, width);
				}
			}
			upright.writeRow(y, row);
		}
		return upright;
	}

	private static void spreadGrey(byte[] row, int width) {
		for (int x = width - 1; x >= 0; x--) {
			byte grey = row[x];
			row[3 * x] = grey;
			row[3 * x + 1] = grey;
			row[3 * x + 2] = grey;
		}
	}

	/** Converts YCbCr to RGB (ITU-T T.871, section 7). */
	private static void lumaToRgb(byte[] row, int width, int components) {
		for (int i = 0; i < width * components; i += components) {
			int luma = row[i] & 0xff;
			int blue = (row[i + 1] & 0xff) - 128;
			int red = (row[i + 2] & 0xff) - 128;
			row[i] = clamped(luma + 1.402 * red);
			row[i + 1] = clamped(luma - 0.344136 * blue - 0.714136 * red);
			row[i + 2] = clamped(luma + 1.772 * blue);
		}
	}

	/** Turns the RGB part of a converted YCCK row into cyan, magenta and yellow. */
	private static void invert(byte[] row, int width) {
		for (int i = 0; i < 4 * width; i += 4) {
			row[i] = (byte) (255 - row[i]);
			row[i + 1] = (byte) (255 - row[i + 1]);
			row[i + 2] = (byte) (255 - row[i + 2]);
		}
	}

	private static byte clamped(double sample) {
		return (byte) Math.clamp(Math.round(sample), 0, 255);
	}

}
