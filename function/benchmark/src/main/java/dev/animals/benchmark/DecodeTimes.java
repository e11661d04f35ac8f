package dev.animals.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

import dev.animals.image.DecodedImage;
import dev.animals.image.ImageDecoder;
import dev.animals.image.ImageLimits;

/**
 * Measures how long files take to decode. {@code function/benchmark/decode.py} starts it
 * and compares it with Pillow. Each line of the output has the size of a decoded file and
 * the processor time in milliseconds.
 */
public final class DecodeTimes {

	/** The number of measured repetitions, and of the ones before them for warming up. */
	private static final int REPETITIONS = 7;

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private DecodeTimes() {
	}

	public static void main(String[] files) throws IOException {
		ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
		for (String file : files) {
			byte[] bytes = Files.readAllBytes(Path.of(file));
			double[] milliseconds = new double[REPETITIONS];
			DecodedImage image = decoder.decode(bytes, Inputs.SIDE);
			for (int i = -REPETITIONS; i < REPETITIONS; i++) {
				long start = THREADS.getCurrentThreadCpuTime();
				image = decoder.decode(bytes, Inputs.SIDE);
				milliseconds[Math.max(i, 0)] = (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
			}
			Arrays.sort(milliseconds);
			System.out.printf(Locale.ROOT, "%d %d %.3f%n", image.width(), image.height(),
					milliseconds[REPETITIONS / 2]);
		}
	}

}
