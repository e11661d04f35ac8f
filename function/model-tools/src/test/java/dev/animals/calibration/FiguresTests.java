package dev.animals.calibration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

import dev.animals.calibration.Figures.Answer;
import dev.animals.classification.ClassLabel;
import dev.animals.classification.Classification;
import dev.animals.classification.RankedLabel;
import dev.animals.classification.Subject;
import dev.animals.classification.Verdict;
import dev.animals.photos.LabelledPhoto;
import dev.animals.photos.Photos;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FiguresTests {

	@Test
	void theIntervalIsWilsons() {
		Share share = new Share(81, 98);
		assertThat(share.bound(-1)).isCloseTo(0.740, within(0.001));
		assertThat(share.bound(1)).isCloseTo(0.889, within(0.001));
		assertThat(share).hasToString("81 of 98 (74–89 %)");
		assertThat(new Share(0, 0)).hasToString("–");
	}

	@Test
	void countsLabelsAndGroups() {
		Figures figures = new Figures(
				List.of(answer("koala", "marsupial", "koala"), answer("wombat", "marsupial", "koala")), List.of());
		assertThat(figures.groups()).contains("| marsupial | 1 of 2 (", "| 2 of 2 (");
	}

	@Test
	void doesNotCountAnAnimalWithoutAClassAsAPhotoWithoutAnAnimal() {
		Answer answer = new Answer(answer("koala", "marsupial", "koala").answer(), List.of());
		assertThat(
				Figures.of(List.of(photo("animal", answer), photo("not_animal", answer), photo("not_animal", answer))))
			.isEqualTo(new Figures(List.of(), List.of(answer, answer)));
	}

	@Test
	void comparesEachColumnWithTheFirst() {
		Figures exact = new Figures(List.of(answer("koala", "marsupial", "koala", 0.9)), List.of());
		Figures rounded = new Figures(List.of(answer("koala", "marsupial", "koala", 0.85)), List.of());
		SequencedMap<String, Figures> figures = new LinkedHashMap<>();
		figures.put("float32", exact);
		figures.put("int8", rounded);
		assertThat(Figures.table(figures, Subject.ANIMAL)).contains("| question | float32 | int8 |",
				"the same as in float32?", "| 0.0000 | 0.0500 |");
	}

	private static PhotoAnswer photo(String label, Answer answer) {
		LabelledPhoto shipped = Photos.shipped().getFirst();
		return new PhotoAnswer(new LabelledPhoto(shipped.name(), List.of(label), shipped.location()), answer);
	}

	private static Answer answer(String best, String group, String right) {
		return answer(best, group, right, 0.9);
	}

	private static Answer answer(String best, String group, String right, double confidence) {
		return new Answer(
				new Classification(Verdict.ANIMAL, List.of(new RankedLabel(best, best, group, confidence)), 1, 1, 1),
				List.of(new ClassLabel(right, group)));
	}

}
