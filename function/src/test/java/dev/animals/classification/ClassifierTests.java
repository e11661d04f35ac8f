package dev.animals.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class ClassifierTests {

	private static final List<ClassLabel> LABELS = List.of(new ClassLabel("koala", "marsupial"),
			new ClassLabel("wombat", "marsupial"), new ClassLabel("tabby", "cat"), new ClassLabel("teapot", null));

	private final Classifier classifier = new Classifier(LABELS, new Calibration(1, 0.5, 0.4, 2.0));

	@Test
	void ranksAnimalsByTheirProbabilityAmongAllClasses() {
		Classification result = this.classifier.classify(logits(0.7, 0.1, 0.05, 0.15));
		assertThat(result.ranking()).extracting(RankedLabel::label).containsExactly("koala", "wombat", "tabby");
		assertThat(result.best().confidence()).isCloseTo(0.7, within(1e-6));
		assertThat(result.best().group()).isEqualTo("marsupial");
		assertThat(result.animalProbability()).isCloseTo(0.85, within(1e-6));
		assertThat(result.margin()).isCloseTo(0.6, within(1e-6));
	}

	@Test
	void ranksASingleAnimalAsInTheRanking() {
		float[] logits = logits(0.7, 0.1, 0.05, 0.15);
		RankedLabel tabby = this.classifier.rank(logits, 2);
		assertThat(tabby).isEqualTo(this.classifier.classify(logits).ranking().get(2));
	}

	@Test
	void computesTheProbabilitiesOfAllAnimalsInTheOrderOfTheLabels() {
		List<ClassLabel> labels = List.of(LABELS.get(3), LABELS.get(0), LABELS.get(1), LABELS.get(2));
		Classifier mixed = new Classifier(labels, new Calibration(1, 0.5, 0.4, 2.0));
		assertThat(mixed.probabilities(logits(0.15, 0.7, 0.1, 0.05))).containsExactly(new float[] { 0.7f, 0.1f, 0.05f },
				within(1e-6f));
	}

	@Test
	void findsTheMostProbableOfSomeAnimals() {
		float[] logits = logits(0.2, 0.1, 0.05, 0.65);
		assertThat(this.classifier.best(logits, Set.of("tabby", "wombat"))).isEqualTo(1);
		assertThatIllegalArgumentException().isThrownBy(() -> this.classifier.best(logits, Set.of("teapot")));
	}

	@Test
	void theVerdictIsAnimalIfAnAnimalIsProbable() {
		assertThat(this.classifier.classify(logits(0.7, 0.1, 0.05, 0.15)).verdict()).isEqualTo(Verdict.ANIMAL);
	}

	@Test
	void theVerdictIsNotAnimalIfAllAnimalsTogetherAreImprobable() {
		assertThat(this.classifier.classify(logits(0.2, 0.1, 0.1, 0.6)).verdict()).isEqualTo(Verdict.NOT_ANIMAL);
	}

	@Test
	void theVerdictIsUnknownIfNoAnimalIsMoreProbableThanTheOthers() {
		assertThat(this.classifier.classify(logits(0.35, 0.33, 0.3, 0.02)).verdict()).isEqualTo(Verdict.UNKNOWN);
	}

	@Test
	void theVerdictIsUnknownIfTheEnergyIsLow() {
		float[] faint = logits(0.7, 0.1, 0.05, 0.15);
		for (int i = 0; i < faint.length; i++) {
			faint[i] -= 2;
		}
		assertThat(this.classifier.classify(faint).verdict()).isEqualTo(Verdict.UNKNOWN);
	}

	@Test
	void computesTheEnergyFromRawLogits() {
		Classifier cool = new Classifier(LABELS, new Calibration(2, 0, 0, 0.0));
		assertThat(cool.classify(new float[] { 1, 2, 3, 4 }).energy()).isCloseTo(4.44019, within(1e-5));
	}

	@Test
	void dividesLogitsByTheTemperature() {
		Classifier cool = new Classifier(LABELS, new Calibration(2, 0, 0, 0.0));
		double confidence = cool.classify(new float[] { 2, 0, 0, 0 }).best().confidence();
		assertThat(confidence).isCloseTo(Math.E / (Math.E + 3), within(1e-6));
	}

	@Test
	void doesNotOverflowOnLargeLogits() {
		Classification result = this.classifier.classify(new float[] { 1000, 0, 0, 0 });
		assertThat(result.best().confidence()).isEqualTo(1.0);
		assertThat(result.energy()).isEqualTo(1000.0);
	}

	@Test
	void ranksTheTwentyMostProbableAnimals() {
		List<ClassLabel> many = IntStream.range(0, 100).mapToObj((i) -> new ClassLabel("a" + i, "group")).toList();
		float[] logits = new float[100];
		for (int i = 0; i < 100; i++) {
			logits[i] = (i * 37) % 100 / 10f;
		}
		List<RankedLabel> ranking = new Classifier(many, new Calibration(1, 0, 0, 0.0)).classify(logits).ranking();
		List<Integer> best = new ArrayList<>(IntStream.range(0, 100).boxed().toList());
		best.sort((a, b) -> Float.compare(logits[b], logits[a]));
		assertThat(ranking).extracting(RankedLabel::label)
			.containsExactlyElementsOf(best.subList(0, 20).stream().map((i) -> "a" + i).toList());
	}

	@Test
	void needsNoEnergyThreshold() {
		Classifier open = new Classifier(LABELS, new Calibration(1, 0, 0, null));
		assertThat(open.classify(new float[LABELS.size()]).verdict()).isEqualTo(Verdict.ANIMAL);
	}

	@Nested
	class Failures {

		@Test
		void rejectsLogitsWhoseNumberIsNotTheNumberOfClasses() {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> ClassifierTests.this.classifier.classify(new float[3]))
				.withMessage("3 logits for 4 classes");
		}

		@Test
		void rejectsATemperatureOfZero() {
			assertThatIllegalArgumentException().isThrownBy(() -> new Calibration(0, 0, 0, 0.0));
		}

	}

	/** Returns logits whose softmax gives the probabilities and whose energy is 3. */
	private static float[] logits(double... probabilities) {
		float[] logits = new float[probabilities.length];
		for (int i = 0; i < logits.length; i++) {
			logits[i] = (float) (Math.log(probabilities[i]) + 3);
		}
		return logits;
	}

}
