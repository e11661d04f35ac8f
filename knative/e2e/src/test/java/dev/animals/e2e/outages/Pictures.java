package dev.animals.e2e.outages;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import javax.imageio.ImageIO;

/** Photos of unusual sizes. */
final class Pictures {

	private static final int THUMBNAIL = 240;

	/** With this edge, the noise below is a file of 15 MB; the service accepts 16 MiB. */
	private static final int LARGE = 5000;

	private Pictures() {
	}

	/** Returns a photo in a size of a few kilobytes. */
	static byte[] thumbnail(byte[] photo) {
		try {
			BufferedImage small = new BufferedImage(THUMBNAIL, THUMBNAIL, BufferedImage.TYPE_INT_RGB);
			Graphics2D graphics = small.createGraphics();
			graphics.drawImage(ImageIO.read(new ByteArrayInputStream(photo)), 0, 0, THUMBNAIL, THUMBNAIL, null);
			graphics.dispose();
			return jpeg(small);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Writes noise as a JPEG that is nearly as large as the service accepts. */
	static void writeLarge(Path file) throws IOException {
		Random random = new Random(1);
		BufferedImage noise = new BufferedImage(LARGE, LARGE, BufferedImage.TYPE_INT_RGB);
		for (int y = 0; y < LARGE; y++) {
			for (int x = 0; x < LARGE; x++) {
				noise.setRGB(x, y, random.nextInt());
			}
		}
		Files.write(file, jpeg(noise));
	}

	private static byte[] jpeg(BufferedImage picture) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(picture, "jpeg", out);
		return out.toByteArray();
	}

}
