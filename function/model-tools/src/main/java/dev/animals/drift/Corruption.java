package dev.animals.drift;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

import javax.imageio.ImageIO;

/**
 * What can happen to the photos that users send.
 */
enum Corruption {

	/** Nothing: the photo as it is. */
	CLEAN,

	/**
	 * Noise of a standard deviation of 60 of 255 on each value, as of a sensor at night.
	 */
	NOISE,

	/** Only 24 pixels along the longer side are left of the picture. */
	BLUR,

	/** A fifth of the light. */
	DARK,

	/** Three levels a colour, as in a drawing. */
	CARTOON,

	/** A ninth of the picture, from anywhere in it. */
	CROPPED,

	/** Other things than animals; as they are. */
	OTHER_THINGS;

	byte[] apply(byte[] photo, Random random) {
		return switch (this) {
			case CLEAN, OTHER_THINGS -> photo;
			case NOISE -> values(photo, (value) -> value + 60 * random.nextGaussian());
			case BLUR -> blurred(photo);
			case DARK -> values(photo, (value) -> value / 5);
			case CARTOON -> values(photo, (value) -> Math.rint(value / 127.5) * 127.5);
			case CROPPED -> {
				BufferedImage image = read(photo);
				int width = image.getWidth() / 3;
				int height = image.getHeight() / 3;
				yield jpeg(image.getSubimage(random.nextInt(2 * width + 1), random.nextInt(2 * height + 1), width,
						height));
			}
		};
	}

	private static byte[] values(byte[] photo, DoubleUnaryOperator change) {
		BufferedImage image = read(photo);
		for (int y = 0; y < image.getHeight(); y++) {
			for (int x = 0; x < image.getWidth(); x++) {
				int rgb = image.getRGB(x, y);
				int changed = 0;
				for (int shift = 0; shift <= 16; shift += 8) {
					double value = change.applyAsDouble(rgb >> shift & 0xff);
					changed |= (int) Math.clamp(Math.rint(value), 0, 255) << shift;
				}
				image.setRGB(x, y, changed);
			}
		}
		return jpeg(image);
	}

	private static byte[] blurred(byte[] photo) {
		BufferedImage image = read(photo);
		double scale = 24.0 / Math.max(image.getWidth(), image.getHeight());
		int width = Math.max(1, (int) (image.getWidth() * scale));
		int height = Math.max(1, (int) (image.getHeight() * scale));
		return jpeg(onWhite(onWhite(image, width, height), image.getWidth(), image.getHeight()));
	}

	private static BufferedImage read(byte[] photo) {
		try {
			BufferedImage image = ImageIO.read(new ByteArrayInputStream(photo));
			return onWhite(image, image.getWidth(), image.getHeight());
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("ImageIO cannot read the photo", ex);
		}
	}

	private static BufferedImage onWhite(BufferedImage image, int width, int height) {
		BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = result.createGraphics();
		graphics.drawImage(image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0, Color.WHITE, null);
		graphics.dispose();
		return result;
	}

	private static byte[] jpeg(BufferedImage image) {
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			ImageIO.write(image, "jpeg", bytes);
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
