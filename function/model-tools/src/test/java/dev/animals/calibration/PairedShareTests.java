package dev.animals.calibration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The published examples are airway hyper-responsiveness before and after a
 * transplantation (Bentur et al., 2009), complete response before and after a therapy
 * (Cavo et al., 2012), both in Fagerland, Lydersen and Laake (Statistical Analysis of
 * Contingency Tables, 2017), and one of Newcombe's own tables (1998).
 */
class PairedShareTests {

	private static final PairedShare BENTUR = new PairedShare(1, 1, 7, 12);

	private static final PairedShare CAVO = new PairedShare(59, 6, 16, 80);

	@Test
	void theIntervalIsNewcombesTenthMethod() {
		assertInterval(BENTUR, -0.2857, -0.507, -0.026);
		assertInterval(CAVO, -0.0621, -0.1186, -0.0046);
		assertInterval(new PairedShare(36, 12, 2, 0), 0.2, 0.0569, 0.3404);
	}

	@Test
	void theProbabilityIsMcNemarsMidP() {
		assertThat(BENTUR.midP()).isCloseTo(0.0391, within(0.0001));
		assertThat(CAVO.midP()).isCloseTo(0.0347, within(0.0001));
	}

	@Test
	void theIntervalOfTheSwappedModelsIsTheSameWithTheOtherSign() {
		assertThat(CAVO.swapped().bound(1)).isCloseTo(-CAVO.bound(-1), within(1e-12));
		assertThat(CAVO.swapped().bound(-1)).isCloseTo(-CAVO.bound(1), within(1e-12));
	}

	@Test
	void equalAnswersHaveAnIntervalAroundZero() {
		PairedShare equal = new PairedShare(90, 0, 0, 10);
		assertThat(equal.difference()).isZero();
		assertThat(equal.bound(-1)).isNegative().isCloseTo(-equal.bound(1), within(1e-12));
		assertThat(equal.midP()).isEqualTo(1);
		assertThat(equal.isShown()).isFalse();
	}

	@Test
	void thousandsOfDifferentAnswersDoNotUnderflow() {
		assertThat(new PairedShare(5000, 1100, 1000, 500).midP()).isCloseTo(0.029, within(0.001));
	}

	@Test
	void allPhotosMayDiffer() {
		PairedShare all = new PairedShare(0, 20, 0, 0);
		assertThat(all.difference()).isEqualTo(1);
		assertThat(all.bound(1)).isEqualTo(1);
		assertThat(all.isShown()).isTrue();
	}

	@Test
	void nothingIsShownWithoutPhotos() {
		assertThat(PairedShare.NONE.isShown()).isFalse();
		assertThat(PairedShare.NONE).hasToString("–");
		assertThat(PairedShare.NONE.toMap()).doesNotContainKey("interval95");
	}

	@Test
	void writesPointsWithTheirSign() {
		assertThat(CAVO).hasToString("−6.2 (−11.9 to −0.5)");
		assertThat(CAVO.swapped()).hasToString("+6.2 (+0.5 to +11.9)");
		assertThat(PairedShare.signed(-0.0001)).isEqualTo("0.0");
	}

	private static void assertInterval(PairedShare paired, double difference, double lower, double upper) {
		assertThat(paired.difference()).isCloseTo(difference, within(0.0001));
		assertThat(paired.bound(-1)).isCloseTo(lower, within(0.0005));
		assertThat(paired.bound(1)).isCloseTo(upper, within(0.0005));
		assertThat(paired.isShown()).isTrue();
	}

}
