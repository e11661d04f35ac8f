package dev.animals.calibration;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.animals.classification.Calibration;
import dev.animals.classification.Classification;
import dev.animals.classification.RankedLabel;
import dev.animals.classification.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class ThresholdFitTests {

	private static final List<Classification> ANIMALS = photos(20, 0.9, 0.8, 10);

	@Test
	void separatesAnimalsFromOtherThings() {
		Calibration fitted = ThresholdFit.fit(1.5, ANIMALS, photos(20, 0.1, 0.8, 10));
		assertThat(fitted.temperature()).isEqualTo(1.5);
		assertThat(fitted.animalProbability()).isEqualTo(0.5);
	}

	@Test
	void makesOneAnimalInAHundredUnknown() {
		List<Classification> animals = IntStream.rangeClosed(1, 200)
			.mapToObj((i) -> photo(0.9, i / 200.0, 10 + i))
			.toList();
		Calibration fitted = ThresholdFit.fit(1, animals, photos(20, 0.1, 0.1, 10));
		assertThat(fitted.confidence()).isEqualTo(0.0125);
		assertThat(fitted.energy()).isEqualTo(12.5);
	}

	@Test
	void makesNoAnimalUnknownIfThereAreFewerThanAHundred() {
		Calibration fitted = ThresholdFit.fit(1, ANIMALS, photos(20, 0.1, 0.1, 10));
		assertThat(fitted.confidence()).isEqualTo(0.8);
		assertThat(fitted.energy()).isEqualTo(10);
	}

	@Test
	void meetsTheGoalForOtherThingsBeforeItFindsMoreAnimals() {
		List<Classification> animals = Stream
			.concat(photos(93, 0.9, 0.8, 10).stream(), photos(7, 0.3, 0.8, 10).stream())
			.toList();
		List<Classification> other = Stream.concat(photos(92, 0.1, 0.8, 10).stream(), photos(8, 0.4, 0.8, 10).stream())
			.toList();
		assertThat(ThresholdFit.fit(1, animals, other).animalProbability()).isEqualTo(0.65);
	}

	@Test
	void missesAnAnimalToAvoidSeveralFalseOnes() {
		List<Classification> oneIsLow = Stream
			.concat(photos(19, 0.9, 0.8, 10).stream(), photos(1, 0.2, 0.8, 10).stream())
			.toList();
		assertThat(ThresholdFit.fit(1, oneIsLow, photos(20, 0.4, 0.8, 10)).animalProbability()).isEqualTo(0.65);
	}

	@Test
	void missesNoAnimalToAvoidASingleFalseOne() {
		List<Classification> oneIsLow = Stream
			.concat(photos(19, 0.9, 0.8, 10).stream(), photos(1, 0.2, 0.8, 10).stream())
			.toList();
		List<Classification> oneIsHigh = Stream
			.concat(photos(49, 0.1, 0.8, 10).stream(), photos(1, 0.4, 0.8, 10).stream())
			.toList();
		assertThat(ThresholdFit.fit(1, oneIsLow, oneIsHigh).animalProbability()).isLessThanOrEqualTo(0.2);
	}

	@Test
	void findsNineInTenAnimalsEvenIfNothingSeparatesThem() {
		List<Classification> same = IntStream.range(0, 50).mapToObj((i) -> photo(i / 50.0, i / 50.0, 10)).toList();
		Calibration fitted = ThresholdFit.fit(1, same, same);
		assertThat(same.stream()
			.filter((photo) -> photo.animalProbability() >= fitted.animalProbability()
					&& photo.best().confidence() >= fitted.confidence() && fitted.isKnown(photo.energy())))
			.hasSizeGreaterThanOrEqualTo(45);
	}

	@Test
	void setsNoEnergyThresholdForProbabilities() {
		assertThat(ThresholdFit.fit(1, photos(50, 0.9, 0.8, 0), photos(50, 0.1, 0.8, 0)).energy()).isNull();
	}

	@Test
	void acceptsEveryPhotoAsAnAnimalWithoutOtherPhotos() {
		assertThat(ThresholdFit.fit(1, photos(50, 0.9, 0.8, 10), List.of()).animalProbability()).isZero();
	}

	private static List<Classification> photos(int count, double animalProbability, double confidence, double energy) {
		return IntStream.range(0, count).mapToObj((_) -> photo(animalProbability, confidence, energy)).toList();
	}

	private static Classification photo(double animalProbability, double confidence, double energy) {
		return new Classification(Verdict.ANIMAL, List.of(new RankedLabel("koala", "koala", "marsupial", confidence)),
				0, energy, animalProbability);
	}

}
