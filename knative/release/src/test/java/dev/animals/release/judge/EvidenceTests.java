package dev.animals.release.judge;

import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.animals.release.judge.Hypothesis.Side;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Tests the statistical test on which all decisions are based. */
class EvidenceTests {

	private static final double THRESHOLD = 20;

	@Test
	void isNoneBeforeAnythingWasSeen() {
		Evidence evidence = evidence(0);
		evidence.startStep();
		assertThat(evidence.value()).isEqualTo(1);
	}

	@Test
	void betsNothingOnTheFirstBlock() {
		Evidence evidence = evidence(0);
		evidence.startStep();
		evidence.add(block(10, 10, 0, 10));
		assertThat(evidence.value()).isEqualTo(1);
	}

	/**
	 * Adds a block without requests, and blocks with requests to only one revision.
	 */
	@ParameterizedTest
	@EnumSource(Side.class)
	void learnsNothingWhereNobodyCame(Side side) {
		Evidence evidence = new Evidence(new Hypothesis(side, 0.03), (_) -> Counts::failed, 1);
		evidence.startStep();
		evidence.add(side == Side.AT_MOST ? block(10, 10, 0, 10) : block(0, 10, 10, 10));
		double before = evidence.value();
		evidence.add(block(0, 0, 0, 0));
		assertThat(evidence.value()).isEqualTo(before);
		evidence.add(block(0, 0, 0, 5));
		evidence.add(block(0, 5, 0, 0));
		assertThat(evidence.value()).isFinite();
	}

	/**
	 * Calculated by hand: the expected probabilities are 1.5/11 and 0.5/11. Without a
	 * margin, the nearest member of the hypothesis is their mean, 1/11.
	 */
	@Test
	void multipliesByTheRatioOfLikelihoods() {
		Evidence evidence = evidence(0);
		evidence.startStep();
		evidence.add(block(1, 10, 0, 10));
		evidence.add(block(1, 1, 0, 1));
		assertThat(evidence.value()).isCloseTo(1.5 / 1 * (10.5 / 10), within(1e-9));
	}

	@Test
	void isTheMeanOverTheStepsAtWhichItMayHaveBegun() {
		Evidence evidence = new Evidence(new Hypothesis(Side.AT_MOST, 0), (_) -> Counts::failed, 2);
		evidence.startStep();
		evidence.add(block(1, 10, 0, 10));
		evidence.add(block(1, 1, 0, 1));
		assertThat(evidence.value()).isCloseTo((1 + 1.575) / 2, within(1e-9));
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
			evidence.startStep();
			for (int i = 0; i < 300; i++) {
				evidence.add(block(binomial(random, cases, candidate), cases, binomial(random, 3 * cases, stable),
						3 * cases));
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
		return new Evidence(new Hypothesis(Side.AT_MOST, margin), (_) -> Counts::failed, 1);
	}

	private static Block block(int candidateErrors, int candidate, int stableErrors, int stable) {
		return new Block(counts(candidateErrors, candidate), counts(stableErrors, stable));
	}

	private static Counts counts(int errors, int requests) {
		return new Counts(requests, errors, 0, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), 0, 0);
	}

}
