package dev.animals.image;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import dev.animals.rejection.RejectedException;

/**
 * A JPEG without the parts that no decoder needs (ITU-T T.81, annex B). A decoder fails
 * at some of these parts or warns about them, and libjpeg keeps only its first warning,
 * which could hide that pixels are missing. So the decoder gets only the frame, tables,
 * scans and coded data. If it still warns, the image is damaged.
 *
 * @param file the original file
 * @param pieces the clean file
 * @param header the properties that have to be known before decoding
 * @param separatedScans the number of scans that are separated by different segments
 * @param endOfData the position after the coded data of the last scan
 * @param padding the number of bytes that were removed after the coded data of each scan
 */
@SuppressWarnings("ArrayRecordComponent")
record CleanJpeg(byte[] file, Pieces pieces, JpegHeader header, int separatedScans, int endOfData, int[] padding) {

	/**
	 * Reads the segments of a file.
	 * @param file the whole file
	 * @return the clean file
	 * @throws IOException if the segments are malformed
	 * @throws RejectedException if the segments are well-formed, but the decoders do not
	 * support this kind of JPEG
	 */
	static CleanJpeg of(byte[] file) throws IOException {
		return new JpegReader(file, new int[JpegScans.MOST_SEPARATED]).read();
	}

	/**
	 * Removes the bytes after the coded data of a scan about which a decoder warned.
	 * @param warning the text of the warning
	 * @return the file without these bytes; {@code null} if the warning is about
	 * something else
	 * @throws IOException never, because the file has been read before
	 */
	@Nullable CleanJpeg withoutPadding(String warning) throws IOException {
		for (int scan = 0; scan < this.separatedScans; scan++) {
			int bytes = JpegWarnings.padding(warning, JpegScans.separator(scan)[1] & 0xff);
			if (bytes > 0) {
				int[] longer = this.padding.clone();
				longer[scan] += bytes;
				return new JpegReader(this.file, longer).read();
			}
		}
		return null;
	}

	/**
	 * Counts the equal bytes at the end of the coded data, which may be padding.
	 * @return the number of bytes
	 */
	int equalBytesAtTheEnd() {
		int from = this.endOfData;
		while (from > 0 && this.file[from - 1] == this.file[this.endOfData - 1]) {
			from--;
		}
		return this.endOfData - from;
	}

}
