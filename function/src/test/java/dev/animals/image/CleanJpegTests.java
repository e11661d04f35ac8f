package dev.animals.image;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CleanJpegTests {

	private static final byte[] PHOTO = Pictures.jpeg(Pictures.waves(300, 200));

	@Test
	void hasNeitherMetadataNorBytesBetweenSegmentsNorBytesAfterTheEnd() throws IOException {
		byte[] withMetadata = Bytes.withExif(PHOTO, 6);
		byte[] withComment = Bytes.insert(withMetadata, 2, Bytes.jpegSegment(0xfe, Bytes.of("A koala")));
		byte[] unclean = Bytes.join(Bytes.insert(withComment, 2, Bytes.of("garbage")), Bytes.of("and a video"));
		assertThat(clean(unclean)).isEqualTo(clean(PHOTO));
		assertThat(CleanJpeg.of(unclean).header().orientation()).isEqualTo(Orientation.QUARTER_TURN_RIGHT);
	}

	@Test
	void namesItsColourSpaceInOneSegment() throws IOException {
		assertThat(adobe(clean(PHOTO))).isEqualTo(1);
		byte[] inks = clean(Pictures.jpegOfFourComponents(1, 2, 3, 4));
		assertThat(adobe(inks)).isZero();
	}

	@Test
	void endsWithOneEndMarker() throws IOException {
		byte[] clean = clean(PHOTO);
		assertThat(clean(Bytes.first(PHOTO, PHOTO.length - 2))).isEqualTo(clean);
		assertThat(clean(Bytes.first(PHOTO, PHOTO.length - 1))).hasSize(clean.length + 1);
		assertThat(clean(Bytes.join(PHOTO, PHOTO, Bytes.of("video")))).isEqualTo(clean);
	}

	@Test
	void refersToTheFileInsteadOfCopyingIt() {
		byte[] file = Bytes.join(Bytes.withExif(PHOTO, 6), new byte[1_000_000]);
		assertThat(Decoding.allocatedBytes(() -> read(file))).isLessThan(10_000);
	}

	/** Returns the colour transform in the Adobe segment. */
	private static int adobe(byte[] clean) {
		return clean[Bytes.lastIndexOf(clean, 'A', 'd', 'o', 'b', 'e') + 11];
	}

	private static byte[] clean(byte[] file) throws IOException {
		return CleanJpeg.of(file).pieces().stream().readAllBytes();
	}

	private static void read(byte[] file) {
		try {
			CleanJpeg.of(file);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
