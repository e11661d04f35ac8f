package dev.animals.calibration;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.animals.classification.Calibration;
import dev.animals.classification.ClassLabel;

import static org.assertj.core.api.Assertions.assertThat;

class FiguresBySetTests {

	private static final List<ClassLabel> CLASSES = List.of(new ClassLabel("koala", "marsupial"),
			new ClassLabel("tabby", "cat"), new ClassLabel("teapot", null));

	/**
	 * With these thresholds, a photo shows an animal if the two animal classes are more
	 * probable than the teapot.
	 */
	private static final Calibration CALIBRATION = new Calibration(1, 0.5, 0, null);

	private static final float[] KOALA = { 9, 0, 0 };

	private static final float[] TEAPOT = { 0, 0, 9 };

	@Test
	void countsRightLabelsAndVerdictsOfEachSet() {
		assertThat(figures(List.of(animal("zoo", KOALA, 0), animal("zoo", KOALA, 1), animal("yard", TEAPOT, 0)),
				List.of(other("things", TEAPOT))))
			.containsEntry("zoo", animals(2, 1, 2, 0, 0))
			.containsEntry("yard", animals(1, 1, 0, 0, 0))
			.containsEntry("things", Map.of("pictures", 1, "verdictAnimal", 0L));
	}

	@Test
	void countsAnimalsWithoutAClassApart() {
		assertThat(figures(List.of(animal("zoo", KOALA, 0), animal("zoo", KOALA)), List.of())).containsEntry("zoo",
				animals(1, 1, 1, 1, 1));
	}

	@Test
	void countsBothKindsOfPhotosInOneFolder() {
		assertThat(figures(List.of(animal("zoo", KOALA, 0)), List.of(other("zoo", KOALA))))
			.containsEntry("zoo", animals(1, 1, 1, 0, 0))
			.containsEntry("zoo without an animal", Map.of("pictures", 1, "verdictAnimal", 1L));
	}

	@Test
	void countsHeldOutPhotosToo() {
		Fit fit = new Fit(CLASSES, List.of(animal("zoo", KOALA, 0)), List.of());
		assertThat(new FiguresBySet(fit, CALIBRATION, List.of(animal("held-out", KOALA, 0)),
				List.of(other("held-out", TEAPOT)))
			.toMap()).containsOnlyKeys("zoo", "held-out", "held-out without an animal");
	}

	private static Map<String, Object> figures(List<Observation> animals, List<Observation> other) {
		return new FiguresBySet(new Fit(CLASSES, animals, other), CALIBRATION, List.of(), List.of()).toMap();
	}

	private static Observation animal(String set, float[] logits, Integer... accepted) {
		return new Observation(set, Set.of(accepted), logits, 0.5);
	}

	private static Observation other(String set, float[] logits) {
		return new Observation(set, Set.of(), logits, 0.5);
	}

	private static Map<String, Object> animals(int labelled, long right, long animal, int withoutClass,
			long animalWithoutClass) {
		return Map.of("labelled", labelled, "rightLabel", right, "verdictAnimal", animal, "withoutClass", withoutClass,
				"verdictAnimalWithoutClass", animalWithoutClass);
	}

}
