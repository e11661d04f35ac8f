package dev.animals.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Draws test pictures and encodes them.
 */
final class Pictures {

	private Pictures() {
	}

	/** Draws red and green above blue and yellow, so that all orientations differ. */
	static BufferedImage quadrants(int width, int height) {
		return quadrants(width, height, BufferedImage.TYPE_INT_RGB);
	}

	static BufferedImage quadrants(int width, int height, int type) {
		BufferedImage image = new BufferedImage(width, height, type);
		Graphics2D graphics = image.createGraphics();
		fill(graphics, Color.RED, 0, 0, width / 2, height / 2);
		fill(graphics, Color.GREEN, width / 2, 0, width - width / 2, height / 2);
		fill(graphics, Color.BLUE, 0, height / 2, width / 2, height - height / 2);
		fill(graphics, Color.YELLOW, width / 2, height / 2, width - width / 2, height - height / 2);
		graphics.dispose();
		return image;
	}

	/** Draws waves with some noise, which are about as hard to encode as a photo. */
	static BufferedImage waves(int width, int height) {
		Random random = new Random(1);
		BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				int noise = random.nextInt(16);
				int red = (int) (120 + 100 * Math.sin(x / 17.0)) + noise;
				int green = (int) (120 + 100 * Math.sin(y / 11.0)) + noise;
				int blue = (int) (120 + 100 * Math.sin((x + y) / 23.0)) + noise;
				image.setRGB(x, y, red << 16 | green << 8 | blue);
			}
		}
		return image;
	}

	private static void fill(Graphics2D graphics, Color colour, int x, int y, int width, int height) {
		graphics.setColor(colour);
		graphics.fillRect(x, y, width, height);
	}

	static byte[] encode(String format, RenderedImage image) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			if (!ImageIO.write(image, format, bytes)) {
				throw new IllegalArgumentException("No writer for " + format + " and " + image);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	static byte[] jpeg(BufferedImage image) {
		return jpeg(new IIOImage(image, null, null), ImageWriteParam.MODE_DISABLED);
	}

	static byte[] progressiveJpeg(BufferedImage image) {
		return jpeg(new IIOImage(image, null, null), ImageWriteParam.MODE_DEFAULT);
	}

	/**
	 * Encodes four components, each of one value, in a JPEG without a segment that names
	 * the colour space.
	 */
	static byte[] jpegOfFourComponents(int first, int second, int third, int fourth) {
		WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 32, 32, 4, null);
		int[] pixel = { first, second, third, fourth };
		for (int y = 0; y < 32; y++) {
			for (int x = 0; x < 32; x++) {
				raster.setPixel(x, y, pixel);
			}
		}
		return jpeg(new IIOImage(raster, null, null), ImageWriteParam.MODE_DISABLED);
	}

	private static byte[] jpeg(IIOImage image, int progressiveMode) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
		try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
			ImageWriteParam parameters = writer.getDefaultWriteParam();
			parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
			parameters.setCompressionQuality(0.9f);
			parameters.setProgressiveMode(progressiveMode);
			writer.setOutput(output);
			writer.write(null, image, parameters);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			writer.dispose();
		}
		return bytes.toByteArray();
	}

}
