package dev.animals.calibration;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.animals.calibration.CalibrationError.Judged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CalibrationErrorTests {

	@Test
	void isZeroIfConfidenceEqualsAccuracy() {
		List<Judged> answers = IntStream.range(0, 10).mapToObj((i) -> new Judged(0.7, i < 7)).toList();
		assertThat(CalibrationError.of(answers)).isCloseTo(0, within(1e-12));
	}

	@Test
	void isTheConfidenceOfAnswersThatAreAllWrong() {
		assertThat(CalibrationError.of(List.of(new Judged(0.9, false), new Judged(0.9, false)))).isCloseTo(0.9,
				within(1e-12));
	}

	@Test
	void weightsBinsByTheirAnswers() {
		List<Judged> answers = List.of(new Judged(1, true), new Judged(1, true), new Judged(1, true),
				new Judged(0.2, true));
		assertThat(CalibrationError.of(answers)).isCloseTo(0.2, within(1e-12));
	}

	@Test
	void doesNotLetBinsCompensateEachOther() {
		assertThat(CalibrationError.of(List.of(new Judged(0.9, false), new Judged(0.1, true)))).isCloseTo(0.9,
				within(1e-12));
	}

	@Test
	void isAboveZeroByChanceIfAnswersAreFew() {
		List<Judged> few = IntStream.range(0, 10).mapToObj((i) -> new Judged((i + 0.5) / 10, true)).toList();
		List<Judged> many = IntStream.range(0, 5000).mapToObj((i) -> new Judged((i + 0.5) / 5000, true)).toList();
		assertThat(CalibrationError.floor(few, 100, 1)).isGreaterThan(0.2);
		assertThat(CalibrationError.floor(many, 100, 1)).isLessThan(0.03);
	}

}
