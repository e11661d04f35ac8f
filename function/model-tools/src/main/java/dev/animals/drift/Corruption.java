package dev.animals.drift;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

import javax.imageio.ImageIO;

import org.jspecify.annotations.Nullable;

import dev.animals.photos.InvalidPhotosException;
import dev.animals.photos.LabelledPhoto;

/**
 * A fault that users' photos may have.
 */
enum Corruption {

	/** The photo is unchanged. */
	CLEAN,

	/**
	 * Each value has noise with a standard deviation of 60 of 255, as in photos taken at
	 * night.
	 */
	NOISE,

	/** The photo has only as much detail as a photo whose longer side has 24 pixels. */
	BLUR,

	/** The photo has a fifth of its brightness. */
	DARK,

	/** Each colour has three levels, as in a drawing. */
	CARTOON,

	/** The photo is cropped to a ninth of its area, at a random place. */
	CROPPED,

	/** The photo shows something other than an animal and is unchanged. */
	OTHER_THINGS;

	/**
	 * Returns the corruptions that apply to a photo.
	 * @param photo the photo
	 * @return everything but {@link #OTHER_THINGS} for a photo of an animal, and only
	 * that for another photo
	 */
	static List<Corruption> of(LabelledPhoto photo) {
		return Arrays.stream(values())
			.filter((corruption) -> photo.showsAnimal() != (corruption == OTHER_THINGS))
			.toList();
	}

	/**
	 * Corrupts a photo.
	 * @param photo the photo
	 * @param random source of noise and of places
	 * @return the bytes of an encoded image
	 * @throws InvalidPhotosException if Java cannot decode the photo
	 */
	byte[] apply(LabelledPhoto photo, Random random) {
		return switch (this) {
			case CLEAN, OTHER_THINGS -> photo.bytes();
			case NOISE -> withValues(read(photo), (value) -> value + 60 * random.nextGaussian());
			case BLUR -> blurred(read(photo));
			case DARK -> withValues(read(photo), (value) -> value / 5);
			case CARTOON -> withValues(read(photo), (value) -> Math.rint(value / 127.5) * 127.5);
			case CROPPED -> cropped(read(photo), random);
		};
	}

	private static byte[] withValues(BufferedImage image, DoubleUnaryOperator change) {
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

	private static byte[] blurred(BufferedImage image) {
		double scale = 24.0 / Math.max(image.getWidth(), image.getHeight());
		int width = Math.max(1, (int) (image.getWidth() * scale));
		int height = Math.max(1, (int) (image.getHeight() * scale));
		return jpeg(onWhite(onWhite(image, width, height), image.getWidth(), image.getHeight()));
	}

	private static byte[] cropped(BufferedImage image, Random random) {
		int width = image.getWidth() / 3;
		int height = image.getHeight() / 3;
		return jpeg(image.getSubimage(random.nextInt(2 * width + 1), random.nextInt(2 * height + 1), width, height));
	}

	private static BufferedImage read(LabelledPhoto photo) {
		try {
			@Nullable BufferedImage image = ImageIO.read(new ByteArrayInputStream(photo.bytes()));
			if (image != null) {
				return onWhite(image, image.getWidth(), image.getHeight());
			}
			throw new InvalidPhotosException("Java cannot decode %s in order to corrupt it.".formatted(photo.name()));
		}
		catch (IOException ex) {
			throw new InvalidPhotosException(
					"Java cannot decode %s in order to corrupt it: %s".formatted(photo.name(), ex.getMessage()));
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
