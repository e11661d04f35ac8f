package dev.animals.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * The scan headers of a JPEG (ITU-T T.81, B.2.3).
 */
final class JpegScans {

	/**
	 * The largest number of scans. Encoders write about 10 scans, and the best optimisers
	 * about 20. Every scan costs a pass over the whole image, even if it is short, so a
	 * small file with many scans could take minutes.
	 */
	private static final int MOST_SCANS = 100;

	/** The number of scans that can be separated by different segments. */
	static final int MOST_SEPARATED = 11;

	private static final int COMPONENTS = 4;

	private static final int FIRST_COMPONENT = 5;

	private static final int LAST_COEFFICIENT = 63;

	private final JpegFrame frame;

	/** The components and the spectral selection and approximation of each scan. */
	private final Set<ByteBuffer> parameters = new HashSet<>();

	/** A bit for each coefficient of a component that all its scans have completed. */
	private final long[] complete;

	private int scans;

	JpegScans(JpegFrame frame) {
		this.frame = frame;
		this.complete = new long[frame.components()];
	}

	/**
	 * Adds a scan. If the JPEG is sequential, its spectral selection and approximation
	 * have only one valid value, which is set: some cameras write zeros.
	 * @param header the scan header, which begins with the marker
	 * @return whether the scan is needed; {@code false} if a progressive JPEG already has
	 * a scan with these parameters
	 * @throws IOException if the JPEG has too many scans
	 */
	boolean add(byte[] header) throws IOException {
		if (++this.scans > MOST_SCANS) {
			throw new IOException("More than " + MOST_SCANS + " scans");
		}
		int components = header[COMPONENTS];
		int selection = FIRST_COMPONENT + 2 * components;
		if (components < 1 || header.length != selection + 3) {
			// The decoder rejects this header.
			return true;
		}
		if (!this.frame.isProgressive()) {
			header[selection] = 0;
			header[selection + 1] = LAST_COEFFICIENT;
			header[selection + 2] = 0;
		}
		ByteBuffer key = ByteBuffer.allocate(components + 3);
		for (int i = 0; i < components; i++) {
			byte identifier = header[FIRST_COMPONENT + 2 * i];
			key.put(identifier);
			complete(identifier, header[selection], header[selection + 1], header[selection + 2]);
		}
		key.put(header, selection, 3).flip();
		return this.parameters.add(key) || !this.frame.isProgressive();
	}

	private void complete(byte identifier, byte from, byte to, byte approximation) {
		boolean exact = (approximation & 0xf) == 0;
		for (int i = 0; i < this.complete.length; i++) {
			if (exact && this.frame.identifier(i) == identifier && from >= 0 && to <= LAST_COEFFICIENT && from <= to) {
				this.complete[i] |= (-1L << from) & (-1L >>> (LAST_COEFFICIENT - to));
			}
		}
	}

	/**
	 * Returns whether the scans so far contain all coefficients of all components.
	 * @return {@code false} if the file needs more scans
	 */
	boolean areComplete() {
		for (long coefficients : this.complete) {
			if (coefficients != -1L) {
				return false;
			}
		}
		return true;
	}

	int count() {
		return this.scans;
	}

	/**
	 * Returns a segment without content, which decoders ignore but name in a warning
	 * about the coded data before it.
	 * @param scan the number of the scan before the segment, less than
	 * {@link #MOST_SEPARATED}
	 * @return an application segment of a number without a meaning
	 */
	static byte[] separator(int scan) {
		return new byte[] { (byte) 0xff, (byte) (0xe3 + scan), 0, 2 };
	}

	/**
	 * Returns the number of scans that are separated. If an image has more scans, none
	 * counts, because decoding it again takes too long.
	 * @return the number of scans, which may be 0
	 */
	int separated() {
		return (this.scans <= MOST_SEPARATED) ? this.scans : 0;
	}

	/**
	 * Returns whether a scan contains the whole image, so that the decoder keeps no
	 * coefficients.
	 * @param header the scan header
	 * @return {@code false} if the JPEG has several scans
	 */
	boolean isWhole(byte[] header) {
		return this.scans == 1 && !this.frame.isProgressive() && header[COMPONENTS] >= this.frame.components();
	}

}
