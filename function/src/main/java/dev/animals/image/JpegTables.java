package dev.animals.image;

import java.io.ByteArrayOutputStream;

import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/**
 * Creates the segments that some JPEG files lack and decoders need.
 */
final class JpegTables {

	private JpegTables() {
	}

	/**
	 * Returns the typical Huffman tables (ITU-T T.81, K.3). Frames of Motion JPEG videos
	 * contain no tables, and decoders have to use these.
	 * @return a segment that defines all four tables
	 */
	static byte[] huffman() {
		ByteArrayOutputStream tables = new ByteArrayOutputStream();
		add(tables, 0x00, JPEGHuffmanTable.StdDCLuminance);
		add(tables, 0x10, JPEGHuffmanTable.StdACLuminance);
		add(tables, 0x01, JPEGHuffmanTable.StdDCChrominance);
		add(tables, 0x11, JPEGHuffmanTable.StdACChrominance);
		return segment(0xc4, tables.toByteArray());
	}

	private static void add(ByteArrayOutputStream tables, int classAndNumber, JPEGHuffmanTable table) {
		byte[] lengths = new byte[16];
		for (int i = 0; i < table.getLengths().length; i++) {
			lengths[i] = (byte) table.getLengths()[i];
		}
		tables.write(classAndNumber);
		tables.writeBytes(lengths);
		for (short value : table.getValues()) {
			tables.write(value);
		}
	}

	/**
	 * Returns an Adobe segment, by which every decoder recognises the colour space.
	 * @param colours the colour space
	 * @return the segment
	 */
	static byte[] adobe(JpegColours colours) {
		int transform = switch (colours) {
			case GREY, RGB, CMYK -> 0;
			case YCBCR -> 1;
			case YCCK -> 2;
		};
		return segment(0xee, new byte[] { 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform });
	}

	private static byte[] segment(int marker, byte[] content) {
		int length = content.length + 2;
		byte[] segment = new byte[2 + length];
		segment[0] = (byte) 0xff;
		segment[1] = (byte) marker;
		segment[2] = (byte) (length >> 8);
		segment[3] = (byte) length;
		System.arraycopy(content, 0, segment, 4, content.length);
		return segment;
	}

}
