package dev.animals.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.util.unit.DataSize;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The memory that the native decoders of WebP and PNG take. The memory of the process is
 * measured, so no other test may run.
 */
@Isolated
@EnabledOnOs(OS.LINUX)
class NativeMemoryTests {

	private static final long MEGABYTE = 1 << 20;

	private static final int LOSSLESS_WIDTH = 21;

	@Test
	void ofALargePngIsThatOfTheReducedPicture() throws IOException {
		byte[] png = Pictures.encode("png", Pictures.quadrants(4000, 3000));
		long reduced = 3L * 2000 * 1500;
		EncodedImage image = SpngImage.open(requireNonNull(NativeDecoders.OF_THE_PLATFORM.png()), PngChunks.read(png));
		assertThat(image.decodeMemory(Decoding.TARGET)).isBetween(reduced, reduced + MEGABYTE);
		assertThat(Decoding.allocatedBytes(() -> Decoding.decode(png))).isBetween(reduced, reduced + MEGABYTE);
	}

	@Test
	void ofAnInterlacedPngIsThatOfTheWholePicture() throws IOException {
		byte[] png = Pictures.encode("png", Pictures.quadrants(4000, 3000));
		png[28] = 1;
		EncodedImage image = SpngImage.open(requireNonNull(NativeDecoders.OF_THE_PLATFORM.png()), PngChunks.read(png));
		assertThat(image.decodeMemory(Decoding.TARGET)).isGreaterThan(3L * 4000 * 3000);
	}

	@Test
	void ofALosslessWebpIsThatOfTheWholePicture() throws IOException {
		EncodedImage image = LibWebpImage.open(requireNonNull(NativeDecoders.OF_THE_PLATFORM.webp()),
				enlarged(4000, 3000));
		assertThat(image.decodeMemory(Decoding.TARGET)).isGreaterThan(4L * 4000 * 3000);
	}

	@Test
	void beyondTheLimitIsRejectedBeforeDecoding() {
		ImageDecoder decoder = new ImageDecoder(new ImageLimits(50_000_000, 100_000_000, 16, DataSize.ofMegabytes(16)));
		byte[] bomb = enlarged(4000, 3000);
		RejectedException rejected = Decoding.reject(decoder, bomb);
		assertThat(rejected.reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
		assertThat(rejected.detail()).contains("4000 × 3000", "limit is 16 MB");
		assertThat(Decoding.allocatedBytes(() -> Decoding.reject(decoder, bomb))).isLessThan(MEGABYTE);
	}

	@Test
	void isReservedForTheCodesOfLosslessData() throws IOException {
		EncodedImage image = LibWebpImage.open(requireNonNull(NativeDecoders.OF_THE_PLATFORM.webp()),
				WebpTests.LOSSLESS);
		assertThat(image.hiddenMemory()).isPositive();
	}

	@Test
	void isReleasedAfterEachPicture() {
		decodeAndRejectFortyTimes();
		long before = residentBytes();
		decodeAndRejectFortyTimes();
		// If the memory were not released, 120 pictures would take at least 16 MB each.
		// The limit allows for a larger heap.
		assertThat(residentBytes() - before).isLessThan(800 * MEGABYTE);
	}

	private static void decodeAndRejectFortyTimes() {
		byte[] png = Pictures.encode("png", Pictures.quadrants(2000, 2000, BufferedImage.TYPE_INT_ARGB));
		byte[] truncated = Arrays.copyOf(png, png.length / 2);
		for (int i = 0; i < 40; i++) {
			Decoding.decode(png);
			Decoding.reject(truncated);
			Decoding.reject(enlarged(2000, 2000));
		}
	}

	/** Returns a lossless file whose header declares more pixels than it has. */
	private static byte[] enlarged(int width, int height) {
		byte[] webp = WebpTests.LOSSLESS.clone();
		ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).putInt(LOSSLESS_WIDTH, (width - 1) | (height - 1) << 14);
		return webp;
	}

	private static long residentBytes() {
		try {
			String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1);
			return 4096 * Long.parseLong(pages[1]);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
