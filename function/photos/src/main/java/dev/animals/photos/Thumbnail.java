package dev.animals.photos;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Makes small pictures for reports, as {@code data:} addresses.
 */
public final class Thumbnail {

	private static final int SIDE = 96;

	/**
	 * The largest size at which a photo that the JDK cannot read, such as WebP, is used
	 * unchanged.
	 */
	private static final long MOST_BYTES = 100_000;

	private Thumbnail() {
	}

	/**
	 * Makes a picture of at most 96 × 96 pixels.
	 * @param photo the bytes of the encoded image
	 * @return the address, or an empty text if there is no picture
	 */
	public static String of(byte[] photo) {
		try {
			String small = small(photo);
			// Browsers recognise the format by themselves.
			return small.isEmpty() && photo.length <= MOST_BYTES ? address("image/*", photo) : small;
		}
		catch (IOException | RuntimeException | LinkageError ex) {
			// A report is useful without the picture as well.
			return "";
		}
	}

	/**
	 * Makes a picture of an image that is already decoded.
	 * @param image the image
	 * @param side the largest height and width, in pixels
	 * @return the address
	 */
	public static String of(BufferedImage image, int side) {
		try {
			return jpeg(image, side);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String small(byte[] photo) throws IOException {
		// The file system of a container is read-only.
		ImageIO.setUseCache(false);
		try (InputStream in = new ByteArrayInputStream(photo);
				ImageInputStream image = ImageIO.createImageInputStream(in)) {
			Iterator<ImageReader> readers = ImageIO.getImageReaders(image);
			if (!readers.hasNext()) {
				return "";
			}
			ImageReader reader = readers.next();
			try {
				reader.setInput(image, true, true);
				int longest = Math.max(reader.getWidth(0), reader.getHeight(0));
				ImageReadParam parameters = reader.getDefaultReadParam();
				int every = Math.max(1, longest / (2 * SIDE));
				parameters.setSourceSubsampling(every, every, 0, 0);
				return jpeg(reader.read(0, parameters), SIDE);
			}
			finally {
				reader.dispose();
			}
		}
	}

	private static String jpeg(BufferedImage image, int side) throws IOException {
		double scale = Math.min(1, (double) side / Math.max(image.getWidth(), image.getHeight()));
		int width = Math.max(1, (int) Math.round(scale * image.getWidth()));
		int height = Math.max(1, (int) Math.round(scale * image.getHeight()));
		BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = small.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
		graphics.drawImage(image, 0, 0, width, height, null);
		graphics.dispose();
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(small, "jpeg", out);
		return address("image/jpeg", out.toByteArray());
	}

	private static String address(String type, byte[] bytes) {
		return "data:%s;base64,%s".formatted(type, Base64.getEncoder().encodeToString(bytes));
	}

}
