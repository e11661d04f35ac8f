package dev.animals.drift;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import org.jspecify.annotations.Nullable;

import dev.animals.photos.InvalidPhotosException;
import dev.animals.photos.LabelledPhoto;

/**
 * A photo that is changed on purpose.
 *
 * @param image the pixels, without transparency
 * @param quality the quality of the JPEG, from 0 to 1
 */
record EditedImage(BufferedImage image, float quality) {

	private static final float USUAL_QUALITY = 0.75F;

	/**
	 * Reads a photo.
	 * @param photo the photo
	 * @return the photo on white
	 * @throws InvalidPhotosException if Java cannot decode the photo
	 */
	static EditedImage read(LabelledPhoto photo) {
		try {
			@Nullable BufferedImage image = ImageIO.read(new ByteArrayInputStream(photo.bytes()));
			if (image != null) {
				return of(onWhite(image, image.getWidth(), image.getHeight()));
			}
			throw new InvalidPhotosException("Java cannot decode %s in order to corrupt it.".formatted(photo.name()));
		}
		catch (IOException ex) {
			throw new InvalidPhotosException(
					"Java cannot decode %s in order to corrupt it: %s".formatted(photo.name(), ex.getMessage()));
		}
	}

	private static EditedImage of(BufferedImage image) {
		return new EditedImage(image, USUAL_QUALITY);
	}

	/**
	 * Changes each value of each colour.
	 * @param change a function of values in 0–255; its results are clamped to this range
	 * @return the changed photo
	 */
	EditedImage withValues(DoubleUnaryOperator change) {
		for (int y = 0; y < this.image.getHeight(); y++) {
			for (int x = 0; x < this.image.getWidth(); x++) {
				int rgb = this.image.getRGB(x, y);
				int changed = 0;
				for (int shift = 0; shift <= 16; shift += 8) {
					double value = change.applyAsDouble(rgb >> shift & 0xff);
					changed |= (int) Math.clamp(Math.rint(value), 0, 255) << shift;
				}
				this.image.setRGB(x, y, changed);
			}
		}
		return this;
	}

	/** Keeps as much detail as a photo whose longer side has this many pixels. */
	EditedImage withDetail(int longerSide) {
		double scale = (double) longerSide / Math.max(this.image.getWidth(), this.image.getHeight());
		int width = Math.max(1, (int) (this.image.getWidth() * scale));
		int height = Math.max(1, (int) (this.image.getHeight() * scale));
		return of(onWhite(onWhite(this.image, width, height), this.image.getWidth(), this.image.getHeight()));
	}

	/** Cuts out a ninth of the photo's area, at a random place. */
	EditedImage cropped(Random random) {
		int width = this.image.getWidth() / 3;
		int height = this.image.getHeight() / 3;
		return of(this.image.getSubimage(random.nextInt(2 * width + 1), random.nextInt(2 * height + 1), width, height));
	}

	EditedImage compressed(float jpegQuality) {
		return new EditedImage(this.image, jpegQuality);
	}

	EditedImage withoutColours() {
		for (int y = 0; y < this.image.getHeight(); y++) {
			for (int x = 0; x < this.image.getWidth(); x++) {
				Color colour = new Color(this.image.getRGB(x, y));
				// The weights of luma in ITU-R BT.601.
				int grey = (int) Math
					.rint(0.299 * colour.getRed() + 0.587 * colour.getGreen() + 0.114 * colour.getBlue());
				this.image.setRGB(x, y, new Color(grey, grey, grey).getRGB());
			}
		}
		return this;
	}

	/** Turns the photo by 90 degrees. */
	EditedImage rotated() {
		BufferedImage turned = new BufferedImage(this.image.getHeight(), this.image.getWidth(),
				BufferedImage.TYPE_INT_RGB);
		for (int y = 0; y < this.image.getHeight(); y++) {
			for (int x = 0; x < this.image.getWidth(); x++) {
				turned.setRGB(this.image.getHeight() - 1 - y, x, this.image.getRGB(x, y));
			}
		}
		return of(turned);
	}

	/**
	 * Encodes the photo.
	 * @return the bytes of a JPEG
	 */
	byte[] jpeg() {
		ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
		ImageWriteParam parameters = writer.getDefaultWriteParam();
		parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
		parameters.setCompressionQuality(this.quality);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
			writer.setOutput(output);
			writer.write(null, new IIOImage(this.image, null, null), parameters);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			writer.dispose();
		}
		return bytes.toByteArray();
	}

	private static BufferedImage onWhite(BufferedImage image, int width, int height) {
		BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = result.createGraphics();
		graphics.drawImage(image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0, Color.WHITE, null);
		graphics.dispose();
		return result;
	}

}
