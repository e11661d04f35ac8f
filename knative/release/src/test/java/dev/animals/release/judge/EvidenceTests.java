package dev.animals.release.judge;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.animals.release.judge.Evidence.Expectation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Tests the statistical test on which all decisions are based. */
class EvidenceTests {

	private static final double THRESHOLD = 20;

	@Test
	void isNoneBeforeAnythingWasSeen() {
		assertThat(evidence(0).value()).isEqualTo(1);
	}

	@Test
	void betsNothingOnTheFirstBlock() {
		Evidence evidence = evidence(0);
		evidence.add(List.of(Block.NONE), block(10, 10, 0, 10));
		assertThat(evidence.value()).isEqualTo(1);
	}

	/**
	 * Adds a block without requests, and blocks with requests to only one revision.
	 */
	@ParameterizedTest
	@EnumSource(Hypothesis.class)
	void learnsNothingFromABlockWithoutRequests(Hypothesis hypothesis) {
		Evidence evidence = new Evidence(hypothesis, Expectation.OWN, Question.always(0.03, Counts::failed), 1,
				THRESHOLD);
		List<Block> before = List.of((hypothesis == Hypothesis.AT_MOST) ? block(10, 10, 0, 10) : block(0, 10, 10, 10));
		evidence.add(before, block(0, 0, 0, 0));
		assertThat(evidence.value()).isEqualTo(1);
		evidence.add(before, block(0, 0, 0, 5));
		evidence.add(before, block(0, 5, 0, 0));
		assertThat(evidence.value()).isFinite();
	}

	/**
	 * Calculated by hand: stable is expected to fail with probability 0.5/11, and the
	 * candidate with (1 + 2 · 0.5/11) / 12. Without a margin, the nearest member of the
	 * hypothesis is their mean.
	 */
	@Test
	void multipliesByTheRatioOfLikelihoods() {
		Evidence evidence = evidence(0);
		evidence.add(List.of(block(1, 10, 0, 10)), block(1, 1, 0, 1));
		double stable = 0.5 / 11;
		double candidate = (1 + 2 * stable) / 12;
		double mean = (candidate + stable) / 2;
		assertThat(evidence.value()).isCloseTo(candidate / mean * (1 - stable) / (1 - mean), within(1e-9));
	}

	@Test
	void isTheMeanOverTheStepsAtWhichItMayHaveBegun() {
		Evidence one = evidence(0);
		Evidence two = new Evidence(Hypothesis.AT_MOST, Expectation.OWN, Question.always(0, Counts::failed), 2,
				THRESHOLD);
		one.add(List.of(block(1, 10, 0, 10)), block(1, 1, 0, 1));
		two.add(List.of(block(1, 10, 0, 10)), block(1, 1, 0, 1));
		assertThat(two.value()).isCloseTo((1 + one.value()) / 2, within(1e-9));
	}

	@Test
	void noBlockContributesMoreThanAPartOfTheNeededEvidence() {
		Evidence evidence = evidence(0);
		evidence.add(List.of(block(5, 10, 0, 100)), block(1000, 1000, 0, 1000));
		assertThat(evidence.value()).isCloseTo(Math.pow(THRESHOLD, 0.4), within(1e-9));
	}

	/**
	 * Ville's inequality allows at most one in twenty. The evidence is checked after each
	 * of 300 blocks.
	 */
	@Test
	void seldomRejectsWhatHoldsHoweverOftenOneLooks() {
		assertThat(rejected(0.02, 0, 0.02, 20)).isLessThanOrEqualTo(0.05);
		assertThat(rejected(0.05, 0.03, 0.02, 20)).isLessThanOrEqualTo(0.05);
		assertThat(rejected(0.3, 0, 0.3, 2)).isLessThanOrEqualTo(0.05);
	}

	@Test
	void rejectsWhatDoesNotHold() {
		assertThat(rejected(0.05, 0, 0.01, 20)).isGreaterThan(0.95);
	}

	private static double rejected(double candidate, double margin, double stable, int cases) {
		return IntStream.range(0, 1000).parallel().filter((seed) -> {
			Random random = new Random(seed);
			Evidence evidence = evidence(margin);
			Block before = Block.NONE;
			for (int i = 0; i < 300; i++) {
				Block next = block(binomial(random, cases, candidate), cases, binomial(random, 3 * cases, stable),
						3 * cases);
				evidence.add(List.of(before), next);
				before = before.plus(next);
				if (evidence.value() >= THRESHOLD) {
					return true;
				}
			}
			return false;
		}).count() / 1000.0;
	}

	private static int binomial(Random random, int cases, double probability) {
		return (int) IntStream.range(0, cases).filter((_) -> random.nextDouble() < probability).count();
	}

	private static Evidence evidence(double margin) {
		return new Evidence(Hypothesis.AT_MOST, Expectation.OWN, Question.always(margin, Counts::failed), 1, THRESHOLD);
	}

	private static Block block(int candidateErrors, int candidate, int stableErrors, int stable) {
		return new Block(counts(candidateErrors, candidate), counts(stableErrors, stable));
	}

	private static Counts counts(int errors, int requests) {
		return new Counts(requests, errors, 0, new TreeMap<>());
	}

}
