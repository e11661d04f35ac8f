package dev.animals.calibration;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Classification;
import dev.animals.classification.RankedLabel;
import dev.animals.classification.Subject;
import dev.animals.classification.Verdict;
import dev.animals.model.Reference;
import dev.animals.model.Reference.Projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ReferenceDistributionTests {

	@Test
	void countsAValueOnAnEdgeInTheBinBelowAsPrometheusDoes() {
		assertThat(ReferenceDistribution.bins(List.of(1.0, 2.0), new double[] { 0.5, 1, 1.5, 2.5 }).shares())
			.containsExactly(0.5, 0.25, 0.25);
	}

	@Test
	void putsATenthOfTheValuesIntoEachBin() {
		double[] values = IntStream.range(0, 100).mapToDouble((i) -> i + 0.5).toArray();
		List<Double> edges = ReferenceDistribution.deciles(values);
		assertThat(edges).hasSize(9).isSorted();
		assertThat(ReferenceDistribution.bins(edges, values).shares())
			.allSatisfy((share) -> assertThat(share).isBetween(0.09, 0.11));
	}

	@Test
	void hasFewerBinsIfDecilesAreEqual() {
		assertThat(ReferenceDistribution.deciles(new double[] { 0, 0, 0, 0, 0, 1, 1, 1, 1, 2 })).containsExactly(1.0,
				2.0);
	}

	@Test
	void putsAboutATenthOfNormalValuesIntoEachBinOfAProjection() {
		Random random = new Random(1);
		Projection projection = ReferenceDistribution
			.projection(random.doubles(10_000).map((_) -> 5 + 3 * random.nextGaussian()).toArray());
		assertThat(projection.mean()).isCloseTo(5, within(0.1));
		assertThat(projection.deviation()).isCloseTo(3, within(0.1));
		assertThat(projection.shares()).hasSize(10).allSatisfy((share) -> assertThat(share).isBetween(0.08, 0.12));
	}

	@Test
	void hasADeviationEvenIfAllValuesOfAProjectionAreEqual() {
		assertThat(ReferenceDistribution.projection(new double[] { 2, 2 }).standardised(2)).isZero();
	}

	@Test
	void countsGroupsAmongAnimalsAndVerdictsAmongAll() {
		List<ClassLabel> labels = List.of(new ClassLabel("koala", "marsupial"), new ClassLabel("tabby", "cat"),
				new ClassLabel("teapot", null));
		Observation photo = new Observation("set", Set.of(0), new float[3], 0.5);
		Reference reference = ReferenceDistribution.of(labels, Subject.ANIMAL, List.of(photo, photo), List
			.of(classification(Verdict.ANIMAL, "koala", "marsupial"), classification(Verdict.UNKNOWN, "tabby", "cat")));
		assertThat(reference.photos()).isEqualTo(2);
		assertThat(reference.groups()).isEqualTo(Map.of("marsupial", 1.0, "cat", 0.0));
		assertThat(reference.verdicts()).isEqualTo(Map.of("animal", 0.5, "not_animal", 0.0, "unknown", 0.5));
	}

	private static Classification classification(Verdict verdict, String label, String group) {
		return new Classification(verdict, List.of(new RankedLabel(label, label, group, 0.6)), 0.2, 9, 0.9);
	}

}
