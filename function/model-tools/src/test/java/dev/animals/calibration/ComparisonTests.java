package dev.animals.calibration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.animals.calibration.ComparedPhoto.Right;
import dev.animals.calibration.ComparisonVerdict.Outcome;
import dev.animals.classification.Subject;
import dev.animals.classification.Verdict;
import dev.animals.photos.LabelledPhoto;

import static org.assertj.core.api.Assertions.assertThat;

class ComparisonTests {

	@Test
	void countsWhichModelIsRightAboutEachPhoto() {
		Comparison comparison = new ComparedPhotos().animals(5, "koala", "koala", "koala")
			.animals(3, "koala", "koala", "wombat")
			.animals(2, "koala", "wombat", "koala")
			.animals(1, "koala", "wombat", "wombat")
			.compare();
		assertThat(comparison.paired(Question.RIGHT_LABEL)).isEqualTo(new PairedShare(5, 3, 2, 1));
		assertThat(comparison.groups()).containsOnly(Map.entry("marsupial", new PairedShare(5, 3, 2, 1)));
	}

	@Test
	void countsVerdictsOfPhotosWithoutAnAnimalApart() {
		Comparison comparison = new ComparedPhotos().other(Verdict.ANIMAL, Verdict.NOT_ANIMAL)
			.other(Verdict.NOT_ANIMAL, Verdict.NOT_ANIMAL)
			.compare();
		assertThat(comparison.paired(Question.SUBJECT_FOR_OTHER)).isEqualTo(new PairedShare(0, 1, 0, 1));
		assertThat(comparison.paired(Question.SUBJECT)).isEqualTo(PairedShare.NONE);
		assertThat(comparison.equalVerdicts()).isEqualTo(new Share(1, 2));
		assertThat(comparison.differing()).singleElement()
			.satisfies((photo) -> assertThat(photo.right()).isEqualTo(Right.AGAINST));
	}

	@Test
	void listsPhotosThatAChangeWouldLoseFirst() {
		Comparison comparison = new ComparedPhotos().animals(1, "koala", "koala", "koala")
			.withoutClass("koala", "wombat")
			.animals(1, "koala", "wombat", "tabby")
			.animals(1, "koala", "koala", "wombat")
			.animals(1, "koala", "wombat", "koala")
			.compare();
		assertThat(comparison.differing()).extracting(ComparedPhoto::right)
			.containsExactly(Right.AGAINST, Right.MODEL, Right.NEITHER, Right.UNKNOWN);
	}

	@Test
	void leavesOutAPhotoThatIsRejectedWithOneModel() {
		CommonPhotos common = common("both.jpg", "huge.jpg", "broken.jpg");
		Comparison comparison = Comparison.of(Subject.ANIMAL, measurement("new", "both.jpg"),
				measurement("old", "both.jpg", "huge.jpg"), common);
		assertThat(comparison.photos()).extracting((photo) -> photo.photo().name()).containsExactly("both.jpg");
		assertThat(comparison.leftOut()).containsExactly(
				Map.entry("huge.jpg", "the service rejects the photo with new"),
				Map.entry("broken.jpg", "the service rejects the photo with both models"));
	}

	@Test
	void tellsTwoModelsOfOneNameApart() {
		Comparison comparison = Comparison.of(Subject.ANIMAL, measurement("lite0-1.1.0", "koala.jpg"),
				measurement("lite0-1.1.0", "koala.jpg"), common("koala.jpg"));
		assertThat(comparison.model().name()).isEqualTo("lite0-1.1.0 (MODEL)");
		assertThat(comparison.against().name()).isEqualTo("lite0-1.1.0 (AGAINST)");
	}

	@Test
	void saysThatEqualModelsGiveTheSameAnswers() {
		Comparison comparison = new ComparedPhotos().animals(9, "koala", "koala", "koala")
			.animals(3, "koala", "wombat", "wombat")
			.compare();
		assertThat(comparison.differing()).isEmpty();
		assertThat(ComparisonVerdict.of(comparison)).isEqualTo(
				new ComparisonVerdict(Outcome.SAME, "new-1.0.0 and old-1.0.0 give the same answers to all 12 photos."));
	}

	@Test
	void namesTheModelThatIsRightMoreOftenFirst() {
		assertThat(verdict(12, 2)).isEqualTo(new ComparisonVerdict(Outcome.BETTER,
				"new-1.0.0 is right in 20.0 points more photos of animals than old-1.0.0, 95 % interval 5.7 to 34.0."));
		assertThat(verdict(2, 12)).isEqualTo(new ComparisonVerdict(Outcome.WORSE,
				"old-1.0.0 is right in 20.0 points more photos of animals than new-1.0.0, 95 % interval 5.7 to 34.0."));
	}

	@Test
	void doesNotCallADifferenceThatMayBeChanceBetter() {
		assertThat(verdict(3, 2).outcome()).isEqualTo(Outcome.UNDECIDED);
		assertThat(verdict(3, 2).sentence()).startsWith("These 41 photos of animals do not show which model is right "
				+ "more often: new-1.0.0 is right in 2.4 points more");
		assertThat(verdict(2, 2).sentence()).contains("both are right in 38 of 40, 95 % interval of the difference −");
	}

	@Test
	void addsASentenceIfVerdictsDifferByMoreThanChance() {
		ComparedPhotos photos = new ComparedPhotos().animals(10, "koala", "koala", "koala");
		for (int i = 0; i < 20; i++) {
			photos.other(Verdict.ANIMAL, Verdict.NOT_ANIMAL);
		}
		ComparisonVerdict verdict = ComparisonVerdict.of(photos.compare());
		assertThat(verdict.outcome()).isEqualTo(Outcome.WORSE);
		assertThat(verdict.sentence()).startsWith("These 10 photos of animals do not show which model is right")
			.endsWith(" new-1.0.0 finds an animal in 100.0 points more photos without an animal than old-1.0.0, "
					+ "95 % interval 77.2 to 100.0.");
		assertThat(ComparisonVerdict.of(photos.animals(10, "koala", "koala", "wombat").compare()).outcome())
			.isEqualTo(Outcome.MIXED);
	}

	@Test
	void comparesOnlyVerdictsWithoutPhotosOfKnownAnimals() {
		assertThat(ComparisonVerdict.of(new ComparedPhotos().withoutClass("koala", "wombat").compare()))
			.isEqualTo(new ComparisonVerdict(Outcome.UNDECIDED,
					"No photo has a class that both models know, so this compares only verdicts."));
	}

	@Test
	void doesNotJudgeWithoutPhotos() {
		assertThat(ComparisonVerdict.of(new ComparedPhotos().compare()).outcome()).isEqualTo(Outcome.UNMEASURED);
	}

	private static ComparisonVerdict verdict(int onlyModel, int onlyAgainst) {
		return ComparisonVerdict.of(new ComparedPhotos().animals(36, "koala", "koala", "koala")
			.animals(onlyModel, "koala", "koala", "wombat")
			.animals(onlyAgainst, "koala", "wombat", "koala")
			.compare());
	}

	private static CommonPhotos common(String... names) {
		List<CalibrationPhoto> photos = Stream.of(names)
			.map((name) -> new CalibrationPhoto(ComparedPhotos.photo(name, "koala"), Set.of(0)))
			.toList();
		return new CommonPhotos(photos, photos, new LinkedHashMap<>());
	}

	private static Measurement measurement(String name, String... photos) {
		List<PhotoAnswer> answers = Stream.of(photos)
			.map((photo) -> ComparedPhotos.photo(photo, "koala"))
			.map((LabelledPhoto photo) -> new PhotoAnswer(photo,
					ComparedPhotos.answer(Verdict.ANIMAL, "koala", "koala")))
			.toList();
		return new Measurement(name, answers, 1, 1);
	}

}
