package dev.animals.image;

import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ImageLimitsTests {

	@Test
	void haveDefaults() {
		assertThat(ImageLimits.defaults())
			.isEqualTo(new ImageLimits(50_000_000, 80_000_000, 16, DataSize.ofMegabytes(256)));
	}

	@Test
	void rejectMorePixelsThanAnArrayHolds() {
		assertThatIllegalArgumentException().isThrownBy(() -> limits(500_000_001, 16, 256))
			.withMessageContaining("maxPixels");
	}

	@Test
	void rejectALimitOfNoPixels() {
		assertThatIllegalArgumentException().isThrownBy(() -> limits(0, 16, 256)).withMessageContaining("maxPixels");
	}

	@Test
	void rejectALimitOfNoSamples() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ImageLimits(1, 0, 16, DataSize.ofMegabytes(1)))
			.withMessageContaining("maxSamples");
	}

	@Test
	void rejectASideOfNoPixels() {
		assertThatIllegalArgumentException().isThrownBy(() -> limits(1, 0, 256)).withMessageContaining("minSide");
	}

	@Test
	void rejectABudgetOfNoMemory() {
		assertThatIllegalArgumentException().isThrownBy(() -> limits(1, 1, 0)).withMessageContaining("decodeMemory");
	}

	private static ImageLimits limits(long maxPixels, int minSide, int megabytes) {
		return new ImageLimits(maxPixels, 100_000_000, minSide, DataSize.ofMegabytes(megabytes));
	}

}
