package dev.animals.image;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

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

	/** The samples that the photos of a request have taken so far. */
	private static final ScopedValue<AtomicLong> TAKEN = ScopedValue.newInstance();

	private final ImageLimits limits;

	private final MemoryBudget budget;

	private final NativeDecoders natives;

	/**
	 * Creates a decoder with its own memory budget.
	 * @param limits the limits beyond which an image is rejected
	 */
	public ImageDecoder(ImageLimits limits) {
		this(limits, NativeDecoders.OF_THE_PLATFORM);
	}

	ImageDecoder(ImageLimits limits, NativeDecoders natives) {
		this.limits = limits;
		this.budget = new MemoryBudget(limits.decodeMemory());
		this.natives = natives;
		// Loads this library at start, because most photos are JPEGs. Each other library
		// is loaded for the first photo of its format.
		natives.turboJpeg();
	}

	/**
	 * Lets the photos of one request share a limit: together they may take as many
	 * samples as {@value ImageLimits#REQUEST_FACTOR} of the most expensive photos.
	 * @param <T> the type of the results
	 * @param works one for each photo; each calls {@link #decode} on the thread that runs
	 * it
	 * @return the same works, which share the limit
	 */
	public static <T> List<Supplier<T>> together(List<Supplier<T>> works) {
		AtomicLong taken = new AtomicLong();
		return works.stream()
			.<Supplier<T>>map((work) -> () -> ScopedValue.where(TAKEN, taken).call(work::get))
			.toList();
	}

	/**
	 * Decodes the first picture of a file. Waits while other decodes hold the memory that
	 * this one needs.
	 * @param bytes the whole file; it is not modified
	 * @param targetSize the side of the square that the network resizes images to, in
	 * pixels. A much larger image is returned at a reduced size.
	 * @return the pixels
	 * @throws RejectedException as {@link Reason#NOT_AN_IMAGE}, {@link Reason#TOO_SMALL},
	 * {@link Reason#TOO_NARROW}, {@link Reason#TOO_MANY_PIXELS} or
	 * {@link Reason#CORRUPT}, or as {@link Reason#TOO_LARGE} if the other photos of the
	 * request took too long
	 */
	public DecodedImage decode(byte[] bytes, int targetSize) {
		ImageFormat format = ImageFormat.of(bytes);
		if (format == null) {
			throw new RejectedException(Reason.NOT_AN_IMAGE, OtherFormat.of(bytes).sentence());
		}
		try {
			EncodedImage image = open(format, bytes);
			checkSize(image, format);
			checkSamples(image, targetSize);
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
			// not caught: the memory was checked before, so the image cannot be the
			// cause.
			logger.debug("Cannot decode {} bytes of {}", bytes.length, format, ex);
			throw new RejectedException(Reason.CORRUPT, "The " + format.name() + " image is truncated or corrupt.");
		}
	}

	private EncodedImage open(ImageFormat format, byte[] bytes) throws IOException {
		return switch (format) {
			case JPEG -> openJpeg(bytes);
			case WEBP -> openWebp(bytes);
			case PNG -> openPng(bytes);
			case GIF -> GifImage.open(bytes);
			case BMP -> PlatformImage.openBmp(bytes);
		};
	}

	private EncodedImage openJpeg(byte[] bytes) throws IOException {
		CleanJpeg file = CleanJpeg.of(bytes);
		TurboJpeg library = this.natives.turboJpeg();
		return (library != null) ? new TurboJpegImage(library, file) : new PlatformJpegImage(file);
	}

	private EncodedImage openWebp(byte[] bytes) throws IOException {
		LibWebp library = this.natives.webp();
		return (library != null) ? LibWebpImage.open(library, bytes) : WebpImage.open(bytes);
	}

	private EncodedImage openPng(byte[] bytes) throws IOException {
		PngChunks chunks = PngChunks.read(bytes);
		LibSpng library = this.natives.png();
		// libspng does not verify every checksum. Java's reader decodes files with wrong
		// checksums, because it verifies the checksum of the inflated data.
		return (library != null && chunks.dataIsIntact()) ? SpngImage.open(library, chunks)
				: PlatformImage.openPng(chunks);
	}

	private void checkSize(EncodedImage image, ImageFormat format) {
		int width = image.width();
		int height = image.height();
		if (Math.min(width, height) < this.limits.minSide()) {
			throw new RejectedException(Reason.TOO_SMALL,
					"The image has %d × %d pixels, but each side needs at least %d.".formatted(width, height,
							this.limits.minSide()));
		}
		if (Math.max(width, height) > (long) ImageLimits.MOST_RATIO * Math.min(width, height)) {
			throw new RejectedException(Reason.TOO_NARROW,
					("The image has %d × %d pixels, but its longer side may be at most %d times as long as the "
							+ "shorter one. Send a part of the image.")
						.formatted(width, height, ImageLimits.MOST_RATIO));
		}
		long most = this.limits.maxPixels() * ((format == ImageFormat.JPEG) ? ImageLimits.JPEG_FACTOR : 1);
		if ((long) width * height > most) {
			throw new RejectedException(Reason.TOO_MANY_PIXELS,
					"The image has %d × %d pixels, but the limit is %d pixels in all. Send a smaller image."
						.formatted(width, height, most));
		}
	}

	private void checkSamples(EncodedImage image, int targetSize) {
		long samples = image.samples(targetSize);
		if (samples > this.limits.maxSamples()) {
			throw new RejectedException(Reason.TOO_MANY_PIXELS,
					("Decoding %d × %d pixels of this kind takes the time of %d million samples, but the limit is %d "
							+ "million. Send a smaller image or a JPEG.")
						.formatted(image.width(), image.height(), samples / 1_000_000,
								this.limits.maxSamples() / 1_000_000));
		}
		long taken = TAKEN.isBound() ? TAKEN.get().addAndGet(samples) : samples;
		if (Math.ceilDiv(taken, ImageLimits.REQUEST_FACTOR) > this.limits.maxSamples()) {
			throw new RejectedException(Reason.TOO_LARGE,
					"The photos of this request take too long to decode together. Split it into smaller requests.");
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
