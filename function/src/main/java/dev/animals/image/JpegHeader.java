package dev.animals.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * The segments of a JPEG before its first scan (ITU-T T.81, annex B). They are read here
 * because no decoder reports how much memory it is going to use.
 *
 * @param width the width as stored, in pixels
 * @param height the height as stored, in pixels
 * @param colours the colour space
 * @param coefficientBytes the memory for the coefficients of the whole image, which a
 * decoder keeps if they come in several scans; 0 if they come in one scan
 * @param orientation the transformation that puts the image upright
 */
record JpegHeader(int width, int height, JpegColours colours, long coefficientBytes, Orientation orientation) {

	/**
	 * The largest number of scans. Encoders write about 10 scans, and the best optimisers
	 * about 20. Every scan costs a pass over the whole image, even if it is short, so a
	 * small file with many scans could take minutes.
	 */
	private static final int MOST_SCANS = 100;

	private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);

	private static final int BLOCK_BYTES = 64 * Short.BYTES;

	/**
	 * Reads the segments up to the first scan.
	 * @param bytes the whole file
	 * @return the header
	 * @throws IOException if the segments are malformed
	 * @throws RejectedException if the segments are well-formed, but the decoders do not
	 * support this kind of JPEG
	 */
	static JpegHeader read(byte[] bytes) throws IOException {
		ByteBuffer file = ByteBuffer.wrap(bytes);
		Orientation orientation = Orientation.UPRIGHT;
		int adobeTransform = -1;
		boolean jfif = false;
		int frame = -1;
		int position = 2;
		while (true) {
			int marker = file.getShort(position) & 0xffff;
			if (marker == 0xffff) {
				// Fill bytes may precede any marker.
				position++;
				continue;
			}
			int segment = position + 4;
			int length = (file.getShort(position + 2) & 0xffff) - 2;
			if (marker < 0xffc0 || length < 0) {
				throw new IOException("No segment at " + position);
			}
			if (marker == 0xffda) {
				return of(file, frame, position, jfif, adobeTransform, orientation);
			}
			if (isFrame(marker)) {
				frame = (frame < 0) ? position : frame;
			}
			else if (marker == 0xffe0) {
				jfif |= startsWith(bytes, segment, length, JFIF);
			}
			else if (marker == 0xffee && startsWith(bytes, segment, length, ADOBE)) {
				adobeTransform = file.get(segment + 11);
			}
			else if (marker == 0xffe1 && orientation == Orientation.UPRIGHT
					&& startsWith(bytes, segment, length, EXIF)) {
				orientation = Orientation.ofExif(bytes, segment + EXIF.length,
						Math.min(length, bytes.length - segment) - EXIF.length);
			}
			position = segment + length;
		}
	}

	private static JpegHeader of(ByteBuffer file, int frame, int scan, boolean jfif, int adobeTransform,
			Orientation orientation) throws IOException {
		if (frame < 0) {
			throw new EOFException("No frame before the first scan");
		}
		int process = file.get(frame + 1) & 0xf;
		int components = file.get(frame + 9);
		boolean readable = process <= 2 || process == 9 || process == 10;
		if (!readable || file.get(frame + 4) != Byte.SIZE || components < 1 || components == 2 || components > 4) {
			throw new RejectedException(Reason.NOT_AN_IMAGE,
					"This kind of JPEG is not supported. Send a lossy JPEG with 8 bits a channel in greyscale, RGB,"
							+ " YCbCr, CMYK or YCCK.");
		}
		int width = file.getShort(frame + 7) & 0xffff;
		int height = file.getShort(frame + 5) & 0xffff;
		long coefficients = 0;
		if (process == 2 || process == 10 || file.get(scan + 4) < components) {
			coefficients = coefficientBytes(file, frame, components, width, height);
			requireFewScans(file, scan);
		}
		return new JpegHeader(width, height, JpegColours.of(file, frame, components, jfif, adobeTransform),
				coefficients, orientation);
	}

	private static long coefficientBytes(ByteBuffer file, int frame, int components, int width, int height)
			throws IOException {
		int mostHorizontal = 1;
		int mostVertical = 1;
		int blocks = 0;
		for (int i = 0; i < components; i++) {
			int sampling = file.get(frame + 11 + 3 * i);
			int horizontal = sampling >> 4;
			int vertical = sampling & 0xf;
			if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4) {
				throw new IOException("Sampling of " + horizontal + " × " + vertical);
			}
			mostHorizontal = Math.max(mostHorizontal, horizontal);
			mostVertical = Math.max(mostVertical, vertical);
			blocks += horizontal * vertical;
		}
		long units = (long) Math.ceilDiv(width, 8 * mostHorizontal) * Math.ceilDiv(height, 8 * mostVertical);
		return units * blocks * BLOCK_BYTES;
	}

	private static void requireFewScans(ByteBuffer file, int firstScan) throws IOException {
		int scans = 0;
		for (int i = firstScan; i + 1 < file.limit(); i++) {
			// Coded data never contains this pair, because a 0 follows each 0xff in it.
			if (file.get(i) == (byte) 0xff && file.get(i + 1) == (byte) 0xda && ++scans > MOST_SCANS) {
				throw new IOException("More than " + MOST_SCANS + " scans");
			}
		}
	}

	private static boolean isFrame(int marker) {
		return marker >= 0xffc0 && marker <= 0xffcf && marker != 0xffc4 && marker != 0xffc8 && marker != 0xffcc;
	}

	private static boolean startsWith(byte[] bytes, int offset, int length, byte[] name) {
		return length > name.length && Arrays.equals(bytes, offset, offset + name.length, name, 0, name.length);
	}

}
