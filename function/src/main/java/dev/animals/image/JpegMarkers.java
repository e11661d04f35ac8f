package dev.animals.image;

/**
 * Finds the markers in a JPEG (ITU-T T.81, B.1.1.3): 0xff and a byte that is neither 0
 * nor 0xff. Other bytes before a marker are skipped, as libjpeg does.
 */
final class JpegMarkers {

	static final int END = 0xd9;

	static final int SCAN = 0xda;

	static final int HUFFMAN_TABLES = 0xc4;

	static final int LINES = 0xdc;

	static final int COMMENT = 0xfe;

	private static final int FIRST_RESTART = 0xd0;

	private static final int LAST_RESTART = 0xd7;

	private static final int TEMPORARY = 0x01;

	private final byte[] file;

	JpegMarkers(byte[] file) {
		this.file = file;
	}

	/**
	 * Returns the kind of a marker.
	 * @param position the position of the marker
	 * @return the second byte of the marker
	 */
	int at(int position) {
		return this.file[position + 1] & 0xff;
	}

	/**
	 * Finds the next marker.
	 * @param from the position from which to search
	 * @return the position of the marker; the length of the file if there is none
	 */
	int next(int from) {
		for (int i = from; i + 1 < this.file.length; i++) {
			if (this.file[i] == (byte) 0xff && this.file[i + 1] != 0 && this.file[i + 1] != (byte) 0xff) {
				return i;
			}
		}
		return this.file.length;
	}

	/**
	 * Finds the end of coded data, which contain no markers but those for a restart.
	 * @param data the position of the data
	 * @return the position of the next marker; the length of the file if there is none
	 */
	int afterData(int data) {
		int position = next(data);
		while (position < this.file.length && isRestart(at(position))) {
			position = next(position + 2);
		}
		return position;
	}

	/**
	 * Returns whether the file ends with its end marker, as almost every file does.
	 * @param from the first position where the end marker may be
	 * @return whether the last two bytes are the end marker
	 */
	boolean endFile(int from) {
		int last = this.file.length - 2;
		return last >= from && this.file[last] == (byte) 0xff && at(last) == END;
	}

	/**
	 * Returns whether no segment follows a marker.
	 * @param marker the kind of the marker
	 * @return whether it is for a restart or reserved for temporary use
	 */
	static boolean isAlone(int marker) {
		return isRestart(marker) || marker == TEMPORARY;
	}

	private static boolean isRestart(int marker) {
		return marker >= FIRST_RESTART && marker <= LAST_RESTART;
	}

	static boolean isFrame(int marker) {
		return marker >= 0xc0 && marker <= 0xcf && !isTable(marker) && marker != 0xc8;
	}

	/**
	 * Returns whether a segment changes how coded data are read.
	 * @param marker the kind of the marker
	 * @return whether it defines tables, conditions of arithmetic codes, or restarts
	 */
	static boolean isTable(int marker) {
		return marker == HUFFMAN_TABLES || marker == 0xcc || marker == 0xdb || marker == 0xdd;
	}

	static boolean isApplication(int marker) {
		return marker >= 0xe0 && marker <= 0xef;
	}

}
