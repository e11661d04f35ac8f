package dev.animals.image;

import java.nio.ByteBuffer;
import java.util.zip.Adler32;

import org.junit.jupiter.api.Test;

import dev.animals.rejection.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A PNG has two kinds of checksums: one of every chunk, and one of the inflated data. The
 * pictures are 20 × 20 grey pixels in a block that is stored without compression, so that
 * any value of a pixel can be inflated.
 */
class PngChecksumTests {

	private static final int SIDE = 20;

	private static final byte GREY = 90;

	private static final int CHUNK_HEADER_BYTES = 8;

	/** The headers of the zlib stream and of the stored block, and the filter byte. */
	private static final int BYTES_BEFORE_PIXELS = 2 + 5 + 1;

	private static final byte[] DATA = Bytes.pngChunk("IDAT", stored());

	private static final int CHUNK_CHECKSUM = DATA.length - 4;

	private static final int DATA_CHECKSUM = CHUNK_CHECKSUM - 4;

	@Test
	void ofCorrectFilesAreAccepted() {
		assertIsGrey(png(DATA));
	}

	@Test
	void revealAFlippedBitInImageData() {
		byte[] flipped = DATA.clone();
		flipped[CHUNK_HEADER_BYTES + BYTES_BEFORE_PIXELS] ^= 0x40;
		assertIsCorrupt(png(flipped));
	}

	@Test
	void revealAFlippedBitInTheLastPixel() {
		byte[] flipped = DATA.clone();
		flipped[DATA_CHECKSUM - 1] ^= 0x40;
		assertIsCorrupt(png(flipped));
	}

	@Test
	void revealAFlippedBitInTheChecksumOfTheData() {
		byte[] flipped = DATA.clone();
		flipped[DATA_CHECKSUM] ^= 0x40;
		assertIsCorrupt(png(flipped));
	}

	@Test
	void revealAFlippedBitInTheSecondChunkOfImageData() {
		byte[] data = stored();
		byte[] second = Bytes.pngChunk("IDAT", Bytes.last(data, data.length - 100));
		second[CHUNK_HEADER_BYTES] ^= 0x40;
		assertIsCorrupt(png(Bytes.join(Bytes.pngChunk("IDAT", Bytes.first(data, 100)), second)));
	}

	@Test
	void ofAChunkMayBeWrongIfItsDataAreRight() {
		byte[] flipped = DATA.clone();
		flipped[CHUNK_CHECKSUM] ^= 0x40;
		assertIsGrey(png(flipped));
	}

	@Test
	void ofTheChunkInWhichTheFileEndsMayBeMissing() {
		assertIsGrey(Bytes.join(header(), Bytes.first(DATA, CHUNK_CHECKSUM)));
	}

	@Test
	void revealAFlippedBitInTheChunkInWhichTheFileEnds() {
		byte[] flipped = Bytes.first(DATA, CHUNK_CHECKSUM);
		flipped[CHUNK_HEADER_BYTES + BYTES_BEFORE_PIXELS] ^= 0x40;
		assertIsCorrupt(Bytes.join(header(), flipped));
	}

	private static void assertIsGrey(byte[] png) {
		assertThat(Decoding.pixel(Decoding.decode(png), 0, 0)).containsExactly(GREY, GREY, GREY);
		assertThat(Decoding.pixel(Decoding.decodeInJava(png), 0, 0)).containsExactly(GREY, GREY, GREY);
	}

	private static void assertIsCorrupt(byte[] png) {
		assertThat(Decoding.reject(png).reason()).isEqualTo(Reason.CORRUPT);
		assertThat(Decoding.rejectInJava(png)).isEqualTo(Reason.CORRUPT);
	}

	private static byte[] png(byte[] data) {
		return Bytes.join(header(), data, Bytes.pngChunk("IEND", new byte[0]));
	}

	private static byte[] header() {
		byte[] header = ByteBuffer.allocate(13).putInt(SIDE).putInt(SIDE).put(Bytes.of(8, 0, 0, 0, 0)).array();
		return Bytes.join(Bytes.of(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'), Bytes.pngChunk("IHDR", header));
	}

	/** Returns a zlib stream (RFC 1950) of one block that is stored (RFC 1951). */
	private static byte[] stored() {
		byte[] rows = new byte[SIDE * (1 + SIDE)];
		for (int i = 0; i < rows.length; i++) {
			rows[i] = (i % (1 + SIDE) == 0) ? 0 : GREY;
		}
		Adler32 check = new Adler32();
		check.update(rows);
		int size = rows.length;
		return Bytes.join(Bytes.of(0x78, 0x01, 1, size, size >> 8, ~size, ~size >> 8), rows,
				ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
	}

}
