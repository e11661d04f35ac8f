package dev.animals.image;

import java.io.IOException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.rejection.Outcome;
import dev.animals.rejection.Outcome.Accepted;
import dev.animals.rejection.Reason;

/**
 * Decodes untrusted bytes. Checks go from cheap to dear: the first bytes, then the
 * header, then the memory that a decode would take, and only then the pixels.
 * Thread-safe. Meant for platform threads: a decode is all computation, much of it in
 * native code, which pins a virtual thread.
 */
public class ImageDecoder {

	private static final Logger logger = LoggerFactory.getLogger(ImageDecoder.class);

	private final ImageLimits limits;

	private final MemoryBudget budget;

	private final @Nullable TurboJpeg turboJpeg;

	/**
	 * Creates a decoder with a memory budget of its own.
	 * @param limits what it refuses
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
	 * Decodes the first or only picture of a file. Waits while other decodes hold the
	 * memory it needs.
	 * @param bytes the whole file; not changed
	 * @param targetSize the side in pixels of the square that the network makes of any
	 * image: what is much larger comes back reduced, what is smaller as it is
	 * @return the pixels; or refused as {@link Reason#NOT_AN_IMAGE},
	 * {@link Reason#TOO_SMALL}, {@link Reason#TOO_MANY_PIXELS} or {@link Reason#CORRUPT}
	 */
	public Outcome<DecodedImage> decode(byte[] bytes, int targetSize) {
		ImageFormat format = ImageFormat.of(bytes);
		if (format == null) {
			return Outcome.rejected(Reason.NOT_AN_IMAGE, "The bytes are no JPEG, PNG, GIF, BMP or WebP image.");
		}
		try {
			EncodedImage image = open(format, bytes);
			int width = image.width();
			int height = image.height();
			if (Math.min(width, height) < this.limits.minSide()) {
				return Outcome.rejected(Reason.TOO_SMALL, "The image has " + width + " × " + height
						+ " pixels; each side needs at least " + this.limits.minSide() + ".");
			}
			if ((long) width * height > this.limits.maxPixels()) {
				return Outcome.rejected(Reason.TOO_MANY_PIXELS, "The image has " + width + " × " + height
						+ " pixels; at most " + this.limits.maxPixels() + " are read.");
			}
			long memory = image.decodeMemory(targetSize);
			if (!this.budget.admits(memory)) {
				return Outcome.rejected(Reason.TOO_MANY_PIXELS,
						"To decode " + width + " × " + height + " pixels of this kind takes up to "
								+ Math.ceilDiv(memory, 1 << 20) + " MB; at most "
								+ this.limits.decodeMemory().toMegabytes() + " MB are given.");
			}
			UprightPixels upright = this.budget.run(memory + image.hiddenMemory(), () -> image.decode(targetSize));
			return new Accepted<>(
					new DecodedImage(format, width, height, upright.width(), upright.height(), upright.rgb()));
		}
		catch (UnsupportedImageException ex) {
			return Outcome.rejected(Reason.NOT_AN_IMAGE, ex.sentence());
		}
		catch (IOException | RuntimeException ex) {
			// Readers answer hostile bytes with any exception there is, and all of them
			// mean the same. An Error is not the image's fault: its memory was bounded
			// before.
			logger.debug("Cannot decode {} bytes of {}", bytes.length, format, ex);
			return Outcome.rejected(Reason.CORRUPT, "The " + format.name() + " image is truncated or corrupt.");
		}
	}

	private EncodedImage open(ImageFormat format, byte[] bytes) throws IOException {
		return switch (format) {
			case JPEG -> openJpeg(bytes);
			case WEBP -> WebpImage.open(bytes);
			case PNG -> PlatformImage.openPng(bytes);
			case GIF -> PlatformImage.openGif(bytes);
			case BMP -> PlatformImage.openBmp(bytes);
		};
	}

	private EncodedImage openJpeg(byte[] bytes) throws IOException {
		JpegHeader header = JpegHeader.read(bytes);
		return (this.turboJpeg != null) ? new TurboJpegImage(this.turboJpeg, header, bytes)
				: new PlatformJpegImage(header, bytes);
	}

}
