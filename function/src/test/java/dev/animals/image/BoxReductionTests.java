package dev.animals.image;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BoxReductionTests {

	@Test
	void averagesSquaresOfPixels() {
		BoxReduction reduction = new BoxReduction(4, 2, 2, Orientation.UPRIGHT);
		reduction.add(Bytes.of(0, 10, 20, 4, 10, 20, 250, 1, 2, 254, 1, 2));
		reduction.add(Bytes.of(8, 10, 20, 12, 14, 20, 250, 1, 2, 254, 1, 6));
		assertThat(reduction.result().rgb()).isEqualTo(Bytes.of(6, 11, 20, 252, 1, 3));
	}

	@Test
	void averagesTheRestAtTheRightAndAtTheBottom() {
		BoxReduction reduction = new BoxReduction(3, 3, 2, Orientation.UPRIGHT);
		for (int row = 1; row <= 3; row++) {
			byte one = (byte) (10 * row);
			byte other = (byte) (100 + row);
			reduction.add(new byte[] { one, one, one, one, one, one, other, other, other });
		}
		assertThat(reduction.result().rgb()).isEqualTo(Bytes.of(15, 15, 15, 102, 102, 102, 30, 30, 30, 103, 103, 103));
	}

}
