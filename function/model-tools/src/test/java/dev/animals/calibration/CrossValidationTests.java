package dev.animals.calibration;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CrossValidationTests {

	@Test
	void measuresEachPhotoOnce() {
		List<int[]> folds = CrossValidation.folds(98, new Random(1));
		assertThat(folds.stream().flatMapToInt(IntStream::of)).hasSize(98).doesNotHaveDuplicates();
	}

	@Test
	void makesFoldsOfTheSameSize() {
		assertThat(CrossValidation.folds(98, new Random(1))).hasSize(5)
			.allSatisfy((fold) -> assertThat(fold.length).isBetween(19, 20));
	}

}
