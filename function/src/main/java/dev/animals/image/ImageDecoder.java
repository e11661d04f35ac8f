package dev.animals.image;

import java.io.IOException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * Decodes untrusted images. The cheapest check comes first: the first bytes, then the
 * header, then the memory that decoding would take, and only then the pixels.
 * <p>
 * The decoder is thread-safe. Call it on platform threads: decoding only computes, mostly
 * in native code, and would pin the carrier of a virtual thread.
 */
public class ImageDecoder {

	private static final Logger logger = LoggerFactory.getLogger(ImageDecoder.class);

	private final ImageLimits limits;

	private final MemoryBudget budget;

	private final @Nullable TurboJpeg turboJpeg;

	/**
	 * Creates a decoder with its own memory budget.
	 * @param limits the limits beyond which an image is rejected
	 */
	public ImageDecoder(ImageLimits limits) {
		this(limits, TurboJpeg.find());
	}

	ImageDecoder(ImageLimits limits, @Nullable TurboJpeg turboJpeg) {
		this.limits = limits;
		this.budget = new MemoryBudget(limits.decodeMemory());
		this.turboJpeg = turboJpeg;
	}

	/**
	 * Decodes the first picture of a file. Waits while other decodes hold the memory that
	 * this one needs.
	 * @param bytes the whole file; it is not modified
	 * @param targetSize the side of the square that the network resizes images to, in
	 * pixels. A much larger image is returned at a reduced size.
	 * @return the pixels
	 * @throws RejectedException as {@link Reason#NOT_AN_IMAGE}, {@link Reason#TOO_SMALL},
	 * {@link Reason#TOO_MANY_PIXELS} or {@link Reason#CORRUPT}
	 */
	public DecodedImage decode(byte[] bytes, int targetSize) {
		ImageFormat format = ImageFormat.of(bytes);
		if (format == null) {
			throw new RejectedException(Reason.NOT_AN_IMAGE, OtherFormat.of(bytes).sentence());
		}
		try {
			EncodedImage image = open(format, bytes);
			checkSize(image);
			long memory = image.decodeMemory(targetSize);
			checkMemory(image, memory);
			UprightPixels pixels = this.budget.run(memory + image.hiddenMemory(), () -> image.decode(targetSize));
			return new DecodedImage(format, image.width(), image.height(), pixels.width(), pixels.height(),
					pixels.rgb());
		}
		catch (RejectedException ex) {
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			// Image readers throw many kinds of exceptions on malformed data. An Error is
			// not caught. The memory was checked before, so the image cannot be the
			// cause.
			logger.debug("Cannot decode {} bytes of {}", bytes.length, format, ex);
			throw new RejectedException(Reason.CORRUPT, "The " + format.name() + " image is truncated or corrupt.");
		}
	}

	private EncodedImage open(ImageFormat format, byte[] bytes) throws IOException {
		return switch (format) {
			case JPEG -> openJpeg(bytes);
			case WEBP -> WebpImage.open(bytes);
			case PNG -> PlatformImage.openPng(bytes);
			case GIF -> GifImage.open(bytes);
			case BMP -> PlatformImage.openBmp(bytes);
		};
	}

	private EncodedImage openJpeg(byte[] bytes) throws IOException {
		CleanJpeg file = CleanJpeg.of(bytes);
		return (this.turboJpeg != null) ? new TurboJpegImage(this.turboJpeg, file) : new PlatformJpegImage(file);
	}

	private void checkSize(EncodedImage image) {
		int width = image.width();
		int height = image.height();
		if (Math.min(width, height) < this.limits.minSide()) {
			throw new RejectedException(Reason.TOO_SMALL,
					"The image has %d × %d pixels, but each side needs at least %d.".formatted(width, height,
							this.limits.minSide()));
		}
		if ((long) width * height > this.limits.maxPixels()) {
			throw new RejectedException(Reason.TOO_MANY_PIXELS,
					"The image has %d × %d pixels, but the limit is %d pixels in all. Send a smaller image."
						.formatted(width, height, this.limits.maxPixels()));
		}
	}

	private void checkMemory(EncodedImage image, long memory) {
		if (!this.budget.admits(memory)) {
			throw new RejectedException(Reason.TOO_MANY_PIXELS,
					("Decoding %d × %d pixels in this format takes up to %d MB, but the limit is %d MB. "
							+ "Send a smaller image.")
						.formatted(image.width(), image.height(), Math.ceilDiv(memory, 1 << 20),
								this.limits.decodeMemory().toMegabytes()));
		}
	}

}
