package dev.animals.image;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Decodes images with the default limits for a network of 224 pixels and examines the
 * result.
 */
final class Decoding {

	static final int TARGET = 224;

	private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.defaults());

	private static final ImageDecoder IN_JAVA = new ImageDecoder(ImageLimits.defaults(), NativeDecoders.NONE);

	private Decoding() {
	}

	static DecodedImage decode(byte[] bytes) {
		return DECODER.decode(bytes, TARGET);
	}

	static DecodedImage decodeInJava(byte[] bytes) {
		return IN_JAVA.decode(bytes, TARGET);
	}

	static RejectedException reject(byte[] bytes) {
		return reject(DECODER, bytes);
	}

	static Reason rejectInJava(byte[] bytes) {
		return reject(IN_JAVA, bytes).reason();
	}

	static RejectedException reject(ImageDecoder decoder, byte[] bytes) {
		return requireNonNull(catchThrowableOfType(RejectedException.class, () -> decoder.decode(bytes, TARGET)),
				"The image was decoded");
	}

	/**
	 * Returns the initials of the colours in the middle of the four quadrants, in reading
	 * order.
	 */
	static String quadrants(DecodedImage image) {
		int left = image.width() / 4;
		int right = image.width() - 1 - left;
		int top = image.height() / 4;
		int bottom = image.height() - 1 - top;
		return initial(image, left, top) + initial(image, right, top) + initial(image, left, bottom)
				+ initial(image, right, bottom);
	}

	private static String initial(DecodedImage image, int x, int y) {
		int[] pixel = pixel(image, x, y);
		int bright = (pixel[0] > 127 ? 4 : 0) + (pixel[1] > 127 ? 2 : 0) + (pixel[2] > 127 ? 1 : 0);
		return "" + "KBGCRMYW".charAt(bright);
	}

	static int[] pixel(DecodedImage image, int x, int y) {
		int i = 3 * (y * image.width() + x);
		return new int[] { image.rgb()[i] & 0xff, image.rgb()[i + 1] & 0xff, image.rgb()[i + 2] & 0xff };
	}

	/** Returns the mean difference between the samples of two images, from 0 to 255. */
	static double distance(DecodedImage one, DecodedImage other) {
		assertThat(one.rgb()).hasSameSizeAs(other.rgb());
		long sum = 0;
		for (int i = 0; i < one.rgb().length; i++) {
			sum += Math.abs((one.rgb()[i] & 0xff) - (other.rgb()[i] & 0xff));
		}
		return (double) sum / one.rgb().length;
	}

	/** Returns how many bytes this thread allocates in the second run of a task. */
	static long allocatedBytes(Runnable task) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		task.run();
		long before = threads.getCurrentThreadAllocatedBytes();
		task.run();
		return threads.getCurrentThreadAllocatedBytes() - before;
	}

}
