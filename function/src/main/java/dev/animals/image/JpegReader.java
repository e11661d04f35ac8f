package dev.animals.image;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Reads the segments of a JPEG in one pass and keeps those that a decoder needs.
 */
final class JpegReader {

	private static final byte[] START_MARKER = { (byte) 0xff, (byte) 0xd8 };

	private static final byte[] END_MARKER = { (byte) 0xff, (byte) JpegMarkers.END };

	private final byte[] file;

	/** The number of bytes to remove after the coded data of each scan. */
	private final int[] padding;

	private final JpegMarkers markers;

	private final JpegApplications applications;

	private final Pieces clean;

	private @Nullable JpegFrame frame;

	private @Nullable JpegScans scans;

	private boolean hasHuffmanTables;

	private boolean hasSeveralScans;

	private int scanToSeparate = -1;

	private int endOfData;

	JpegReader(byte[] file, int[] padding) {
		this.file = file;
		this.padding = padding;
		this.markers = new JpegMarkers(file);
		this.applications = new JpegApplications(file);
		this.clean = new Pieces(file);
	}

	/**
	 * Reads the whole file.
	 * @return the clean file
	 * @throws IOException if the segments are malformed
	 */
	CleanJpeg read() throws IOException {
		this.clean.insert(START_MARKER);
		int position = this.markers.next(START_MARKER.length);
		while (position < this.file.length && this.markers.at(position) != JpegMarkers.END) {
			position = this.markers.next(readSegment(position, this.markers.at(position)));
		}
		if (this.frame == null || this.scans == null) {
			throw new EOFException("No scan");
		}
		if (position < this.file.length || this.scans.areComplete()) {
			// Without the marker, the decoder reports that coefficients are missing.
			this.clean.insert(END_MARKER);
		}
		JpegHeader header = new JpegHeader(this.frame.width(), this.frame.height(),
				this.applications.colours(this.frame), this.hasSeveralScans ? this.frame.coefficientBytes() : 0,
				this.scans.count(), this.applications.orientation());
		int separatedScans = this.hasSeveralScans ? this.scans.separated() : 0;
		return new CleanJpeg(this.file, this.clean, header, separatedScans, this.endOfData, this.padding);
	}

	/** Returns the position after the segment and, if it is a scan, after its data. */
	private int readSegment(int position, int marker) throws IOException {
		if (JpegMarkers.isAlone(marker)) {
			return position + 2;
		}
		if (this.scanToSeparate >= 0) {
			this.clean.insert(JpegScans.separator(this.scanToSeparate));
			this.scanToSeparate = -1;
		}
		int content = position + 4;
		if (content > this.file.length) {
			return this.file.length;
		}
		int end = position + 2 + Math.max(2, unsignedShort(position + 2));
		if (end > this.file.length) {
			return this.file.length;
		}
		if (marker == JpegMarkers.SCAN) {
			return readScan(position, end);
		}
		if (JpegMarkers.isFrame(marker)) {
			readFrame(Arrays.copyOfRange(this.file, position, end));
		}
		else if (JpegMarkers.isTable(marker)) {
			this.hasHuffmanTables |= marker == JpegMarkers.HUFFMAN_TABLES;
			this.clean.keep(position, end);
		}
		else if (JpegMarkers.isApplication(marker)) {
			if (this.scans == null) {
				this.applications.read(marker & 0xf, content, end - content);
			}
		}
		else if (marker == JpegMarkers.LINES) {
			if (this.frame != null && this.frame.height() == 0 && end == content + 2) {
				this.frame.setHeight(unsignedShort(content));
			}
		}
		else if (marker != JpegMarkers.COMMENT) {
			throw new IOException("Marker %x at %d".formatted(marker, position));
		}
		return end;
	}

	private int unsignedShort(int position) {
		return (this.file[position] & 0xff) << 8 | (this.file[position + 1] & 0xff);
	}

	private void readFrame(byte[] segment) throws IOException {
		if (this.frame != null) {
			throw new IOException("Second frame");
		}
		this.frame = new JpegFrame(segment);
		this.clean.insert(segment);
	}

	private int readScan(int position, int data) throws IOException {
		if (this.frame == null) {
			throw new IOException("No frame before the first scan");
		}
		if (this.scans == null) {
			this.scans = beforeFirstScan(this.frame);
		}
		byte[] scan = Arrays.copyOfRange(this.file, position, data);
		boolean needed = this.scans.add(scan);
		boolean whole = this.scans.isWhole(scan);
		this.hasSeveralScans |= !whole;
		// Searching for the end of the data takes time, so it is skipped for the last
		// scan of a file with an end marker.
		boolean last = whole && this.frame.height() > 0 && this.markers.endFile(data);
		int end = last ? this.file.length - END_MARKER.length : this.markers.afterData(data);
		if (needed) {
			int number = this.scans.count() - 1;
			boolean separated = !whole && number < this.padding.length;
			this.endOfData = separated ? Math.max(data, end - this.padding[number]) : end;
			this.clean.insert(scan);
			this.clean.keep(data, this.endOfData);
			this.scanToSeparate = separated ? number : -1;
		}
		return end;
	}

	private JpegScans beforeFirstScan(JpegFrame frame) throws IOException {
		frame.requireSupported();
		if (frame.components() > 1) {
			this.clean.insert(JpegTables.adobe(this.applications.colours(frame)));
		}
		if (!this.hasHuffmanTables && !frame.isProgressive() && frame.usesHuffmanCodes()) {
			this.clean.insert(JpegTables.huffman());
		}
		return new JpegScans(frame);
	}

}
