package dev.animals.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/**
 * A cleaned file: parts of the file that was sent, and a few inserted bytes. The parts
 * refer to the array of the original file, so cleaning a file does not copy it.
 */
final class Pieces {

	/**
	 * The largest number of pieces. A file that is cut into more pieces contains garbage
	 * between thousands of its segments, and every piece takes memory.
	 */
	private static final int MOST_PIECES = 10_000;

	private final byte[] file;

	private final List<Piece> pieces = new ArrayList<>();

	private int size;

	/** The end of the last piece if it is a part of the original file; otherwise -1. */
	private int endOfLastPart = -1;

	/**
	 * Creates an empty file.
	 * @param file the original file, which must not be modified
	 */
	Pieces(byte[] file) {
		this.file = file;
	}

	/**
	 * Appends a part of the original file.
	 * @param from the position of its first byte
	 * @param to the position after its last byte
	 * @throws IOException if the file has too many pieces
	 */
	void keep(int from, int to) throws IOException {
		int start = from;
		if (from == this.endOfLastPart) {
			Piece last = this.pieces.removeLast();
			this.size -= last.size();
			start = last.from;
		}
		add(new Piece(this.file, start, to));
		this.endOfLastPart = to;
	}

	/**
	 * Appends new bytes.
	 * @param bytes the bytes, which are not copied either
	 * @throws IOException if the file has too many pieces
	 */
	void insert(byte... bytes) throws IOException {
		add(new Piece(bytes, 0, bytes.length));
		this.endOfLastPart = -1;
	}

	private void add(Piece piece) throws IOException {
		if (this.pieces.size() == MOST_PIECES) {
			throw new IOException("More than " + MOST_PIECES + " pieces");
		}
		this.pieces.add(piece);
		this.size += piece.size();
	}

	/**
	 * Returns the size of the cleaned file.
	 * @return the size in bytes
	 */
	int size() {
		return this.size;
	}

	/**
	 * Reads the cleaned file.
	 * @return a stream of all pieces
	 */
	InputStream stream() {
		return new SequenceInputStream(
				Collections.enumeration(this.pieces.stream().map((piece) -> (InputStream) piece.stream()).toList()));
	}

	/**
	 * Copies the cleaned file to native memory.
	 * @param arena the lifetime of the copy
	 * @return the copy
	 */
	MemorySegment copyTo(Arena arena) {
		MemorySegment copy = arena.allocate(this.size);
		long position = 0;
		for (Piece piece : this.pieces) {
			MemorySegment.copy(piece.bytes, piece.from, copy, JAVA_BYTE, position, piece.size());
			position += piece.size();
		}
		return copy;
	}

	@SuppressWarnings("ArrayRecordComponent")
	private record Piece(byte[] bytes, int from, int to) {

		int size() {
			return this.to - this.from;
		}

		ByteArrayInputStream stream() {
			return new ByteArrayInputStream(this.bytes, this.from, size());
		}

	}

}
