package dev.animals.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.util.unit.DataSize;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that are made to exhaust memory or time, or to crash a decoder.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileImagesTests {

	private static final long MEGABYTE = 1 << 20;

	static Stream<Named<byte[]>> bombs() {
		byte[] pngHeader = ByteBuffer.allocate(13).putInt(50_000).putInt(50_000).put(Bytes.of(8, 2, 0, 0, 0)).array();
		byte[] png = Bytes.join(Bytes.of(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'),
				Bytes.pngChunk("IHDR", pngHeader), Bytes.pngChunk("IDAT", Bytes.deflate(new byte[10_000_000])),
				Bytes.pngChunk("IEND", new byte[0]));
		byte[] jpeg = Bytes.join(Bytes.of(0xff, 0xd8), Bytes.jpegFrame(0xc2, 8, 50_000, 50_000),
				Bytes.jpegSegment(0xda, new byte[10]));
		byte[] gif = Bytes.join(Bytes.of("GIF89a"), Bytes.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0),
				Bytes.of(0x2c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x80), new byte[6], Bytes.of(2, 1, 0x44, 0, 0x3b));
		byte[] bmp = Pictures.encode("bmp", Pictures.quadrants(60, 40));
		System.arraycopy(Bytes.of(0xff, 0xff, 0xff, 0x7f), 0, bmp, 2, 4);
		System.arraycopy(Bytes.of(0x20, 0x4e, 0, 0, 0x20, 0x4e, 0, 0), 0, bmp, 18, 8);
		byte[] webp = WebpTests.LOSSY.clone();
		System.arraycopy(Bytes.of(0xff, 0x3f, 0xff, 0x3f), 0, webp, 26, 4);
		return Stream.of(Named.of("PNG", png), Named.of("JPEG", jpeg), Named.of("GIF", gif), Named.of("BMP", bmp),
				Named.of("WebP", webp));
	}

	@ParameterizedTest
	@MethodSource("bombs")
	void rejectsDecompressionBombsByTheirHeader(byte[] bomb) {
		assertThat(Decoding.reject(bomb).reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
		assertThat(Decoding.allocatedBytes(() -> Decoding.reject(bomb))).isLessThan(MEGABYTE);
	}

	@Test
	void decodesOnlyTheFirstOfTenThousandFrames() {
		byte[] one = Pictures.encode("gif", Pictures.quadrants(200, 200));
		int frame = firstFrame(one);
		ByteArrayOutputStream many = new ByteArrayOutputStream();
		many.write(one, 0, frame);
		for (int i = 0; i < 10_000; i++) {
			many.write(one, frame, one.length - 1 - frame);
		}
		many.write(0x3b);
		byte[] gif = many.toByteArray();
		assertThat(Decoding.quadrants(Decoding.decode(gif))).isEqualTo("RGBY");
		assertThat(Decoding.allocatedBytes(() -> Decoding.decode(gif))).isLessThan(MEGABYTE);
	}

	/** Returns the position after the header and the global colour table. */
	private static int firstFrame(byte[] gif) {
		return 13 + (((gif[10] & 0x80) == 0) ? 0 : 3 << ((gif[10] & 7) + 1));
	}

	@Test
	void rejectsAnImageThatAloneExceedsTheBudget() {
		byte[] progressive = Pictures.progressiveJpeg(Pictures.quadrants(800, 800));
		ImageDecoder decoder = new ImageDecoder(new ImageLimits(50_000_000, 100_000_000, 16, DataSize.ofMegabytes(1)));
		RejectedException rejected = Decoding.reject(decoder, progressive);
		assertThat(rejected.reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
		assertThat(rejected.detail()).contains("800 × 800", "limit is 1 MB");
	}

	@Test
	void skipsCompressedTextThatExpandsToMuchMore() {
		byte[] text = Bytes.join(Bytes.of("Comment\0\0"), Bytes.deflate(new byte[50_000_000]));
		byte[] png = Pictures.encode("png", Pictures.quadrants(20, 20, BufferedImage.TYPE_BYTE_INDEXED));
		byte[] bomb = Bytes.insert(png, 33, Bytes.pngChunk("zTXt", text));
		assertThat(Decoding.allocatedBytes(() -> Decoding.decode(bomb))).isLessThan(MEGABYTE);
	}

	static Stream<Named<byte[]>> seeds() {
		return Stream.of(Named.of("JPEG", Pictures.jpeg(Pictures.waves(48, 32))),
				Named.of("progressive JPEG", Bytes.withExif(Pictures.progressiveJpeg(Pictures.waves(48, 32)), 6)),
				Named.of("PNG", Pictures.encode("png", Pictures.waves(48, 32))),
				Named.of("GIF", Pictures.encode("gif", Pictures.quadrants(48, 32))),
				Named.of("BMP", Pictures.encode("bmp", Pictures.quadrants(48, 32))), Named.of("WebP", WebpTests.LOSSY),
				Named.of("lossless WebP", WebpTests.LOSSLESS),
				Named.of("lossy WebP with alpha", WebpTests.LOSSY_WITH_ALPHA));
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void decodesOrRejectsTwoThousandMutationsOfEachFormat(byte[] seed) {
		ImageLimits limits = new ImageLimits(100_000, 100_000_000, 16, DataSize.ofMegabytes(16));
		ImageDecoder decoder = new ImageDecoder(limits);
		ImageDecoder inJava = new ImageDecoder(limits, NativeDecoders.NONE);
		Random random = new Random(42);
		long slowest = 0;
		for (int i = 0; i < 2_000; i++) {
			byte[] mutation = mutate(seed, random);
			long start = System.nanoTime();
			decodeOrReject(decoder, mutation);
			slowest = Math.max(slowest, System.nanoTime() - start);
			if (i % 10 == 0) {
				decodeOrReject(inJava, mutation);
			}
		}
		assertThat(slowest).isLessThan(TimeUnit.SECONDS.toNanos(5));
	}

	@ParameterizedTest
	@MethodSource({ "dev.animals.image.UnusualImagesTests#files", "dev.animals.image.UsualImagesTests#files" })
	void decodesOrRejectsMutationsOfOtherFiles(String name) throws IOException {
		Path unusual = UnusualImagesTests.FOLDER.resolve(name);
		byte[] seed = Files.readAllBytes(Files.exists(unusual) ? unusual : UsualImagesTests.FOLDER.resolve(name));
		ImageLimits limits = new ImageLimits(100_000, 100_000_000, 16, DataSize.ofMegabytes(16));
		ImageDecoder decoder = new ImageDecoder(limits);
		ImageDecoder inJava = new ImageDecoder(limits, NativeDecoders.NONE);
		Random random = new Random(42);
		for (int i = 0; i < 100; i++) {
			byte[] mutation = mutate(seed, random);
			decodeOrReject(decoder, mutation);
			decodeOrReject(inJava, mutation);
		}
	}

	/** Fails if the decoder throws anything but a rejection. */
	private static void decodeOrReject(ImageDecoder decoder, byte[] bytes) {
		try {
			assertThat(decoder.decode(bytes, 32)).isNotNull();
		}
		catch (RejectedException ex) {
			assertThat(ex.detail()).isNotBlank();
		}
	}

	private static byte[] mutate(byte[] seed, Random random) {
		byte[] mutation = (random.nextInt(8) == 0) ? Arrays.copyOf(seed, random.nextInt(seed.length)) : seed.clone();
		for (int i = random.nextInt(6); i >= 0 && mutation.length > 0; i--) {
			// Makes about half of the changes in the first 64 bytes, where most fields
			// are.
			int range = random.nextBoolean() ? Math.min(64, mutation.length) : mutation.length;
			mutation[random.nextInt(range)] = (byte) (random.nextBoolean() ? random.nextInt(256) : -random.nextInt(2));
		}
		return mutation;
	}

}
