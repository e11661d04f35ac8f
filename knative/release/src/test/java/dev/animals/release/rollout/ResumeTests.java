package dev.animals.release.rollout;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.release.cluster.Cluster;
import dev.animals.release.judge.Block;
import dev.animals.release.prometheus.Metrics;
import dev.animals.release.rollout.Fixture.KilledError;

import static org.assertj.core.api.Assertions.assertThat;

/** A rollout that was killed is resumed with the counts in Prometheus. */
class ResumeTests {

	private final Fixture rollout = new Fixture();

	@Test
	void takesACandidateBackThatFailedAfterTheProcessWasKilled() {
		this.rollout.killedAt(50);
		this.rollout.candidateTurns(Fixture.BAD, this.rollout.time.now().plus(Duration.ofMinutes(4)));
		this.rollout.pass(Duration.ofMinutes(15));
		assertThat(this.rollout.run()).isEqualTo(Outcome.WORSE);
		assertThat(this.rollout.cluster.percents).containsExactly(1, 5, 20, 50, 0);
	}

	@ParameterizedTest
	@ValueSource(ints = { 31, 90, 600 })
	void promotesAGoodCandidateHoweverLateItResumes(int minutes) {
		this.rollout.killedAt(50);
		this.rollout.pass(Duration.ofMinutes(minutes));
		assertThat(this.rollout.run()).isEqualTo(Outcome.PROMOTED);
	}

	@Test
	void promotesAGoodCandidateAlthoughPrometheusKeptNothing() {
		this.rollout.killedAt(50);
		Metrics users = this.rollout.users;
		Instant resumed = this.rollout.time.now().plus(Duration.ofHours(3));
		this.rollout.users = (from, to, candidate, stable) -> from.isBefore(resumed) ? Block.NONE
				: users.between(from, to, candidate, stable);
		this.rollout.pass(Duration.ofHours(3));
		assertThat(this.rollout.run()).isEqualTo(Outcome.PROMOTED);
	}

	@Test
	void decidesForTheCandidateOnlyByThePresent() {
		this.rollout.killedAt(20);
		this.rollout.pass(Duration.ofMinutes(15));
		this.rollout.run();
		assertThat(this.rollout.view.live).startsWith(true).contains(false).endsWith(true);
		int caughtUp = this.rollout.view.live.lastIndexOf(false);
		assertThat(this.rollout.view.looks.get(caughtUp).percent()).isEqualTo(20);
		assertThat(Duration.between(this.rollout.view.looks.getLast().to(), this.rollout.time.now()))
			.isLessThan(Duration.ofMinutes(1));
	}

	/**
	 * Each block costs several queries, so the blocks are longer if there is more time to
	 * catch up with.
	 */
	@Test
	void catchesUpInAFewHundredLooks() {
		this.rollout.killedAt(50);
		this.rollout.view.looks.clear();
		this.rollout.pass(Duration.ofDays(2));
		this.rollout.run();
		assertThat(this.rollout.view.looks).hasSizeLessThan(1000);
	}

	@Test
	void countsRestartsWhileItWasDead() {
		this.rollout.killedAt(50);
		this.rollout.cluster.restarts = 1;
		assertThat(this.rollout.run()).isEqualTo(Outcome.WORSE);
	}

	@Test
	void beginsAnewIfTheStateCannotBeRead() {
		this.rollout.cluster.annotations().put(Cluster.ROLLOUT, "{");
		assertThat(this.rollout.run()).isEqualTo(Outcome.PROMOTED);
	}

	@Test
	void doesNotMistakeAnotherCandidateForTheOneThatWasJudged() {
		this.rollout.killedAt(20);
		this.rollout.cluster.change(Fixture.byHand(0));
		assertThat(this.rollout.run()).isEqualTo(Outcome.PROMOTED);
		assertThat(this.rollout.cluster.percents).containsExactly(1, 5, 20, 1, 5, 20, 50, 100);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 5, 20, 50, 100 })
	void goesOnAfterItWasKilledAtAStep(int percent) {
		this.rollout.killedAt(percent);
		this.rollout.pass(Duration.ofMinutes(2));
		assertThat(this.rollout.run()).isEqualTo(Outcome.PROMOTED);
		assertThat(this.rollout.cluster.percents).containsExactly(1, 5, 20, 50, 100);
	}

	@Test
	void leavesNothingBehindWhenItIsKilledAtTheVeryEnd() {
		this.rollout.cluster.afterWrite = () -> {
			if (!this.rollout.cluster.annotations().containsKey(Cluster.ROLLOUT)) {
				throw new KilledError();
			}
		};
		try {
			this.rollout.run();
		}
		catch (KilledError ex) {
			assertThat(this.rollout.cluster.percent()).isEqualTo(100);
		}
	}

	/**
	 * A pod of the Job was lost, and somebody typed a rollback before the next one came.
	 */
	@Test
	void doesNotBeginAgainWhatARollbackHasEnded() {
		String id = new Preparation(this.rollout.cluster).id().orElseThrow();
		this.rollout.killedAt(20);
		this.rollout.cluster.annotations().remove(Cluster.ROLLOUT);
		this.rollout.cluster.change(Fixture.byHand(0));
		assertThat(this.rollout.run(id)).isEqualTo(Outcome.INTERFERED);
		assertThat(this.rollout.cluster.percent()).isZero();
	}

	@Test
	void runsOnlyTheRolloutThatItWasToldTo() {
		String id = new Preparation(this.rollout.cluster).id().orElseThrow();
		this.rollout.cluster.annotations().remove(Cluster.ROLLOUT);
		assertThat(new Preparation(this.rollout.cluster).id()).isPresent().get().isNotEqualTo(id);
		assertThat(this.rollout.run(id)).isEqualTo(Outcome.INTERFERED);
	}

	@Test
	void resumesARolloutOfTheSameId() {
		String id = new Preparation(this.rollout.cluster).id().orElseThrow();
		this.rollout.killedAt(20);
		assertThat(new Preparation(this.rollout.cluster).id()).contains(id);
		assertThat(this.rollout.run(id)).isEqualTo(Outcome.PROMOTED);
	}

	/** The process was killed after its last write, before it reported the outcome. */
	@Test
	void reportsHowTheRolloutEnded() {
		String id = new Preparation(this.rollout.cluster).id().orElseThrow();
		assertThat(this.rollout.run(id)).isEqualTo(Outcome.PROMOTED);
		assertThat(this.rollout.run(id)).isEqualTo(Outcome.PROMOTED);
		assertThat(this.rollout.view.why).contains("has ended before", "PROMOTED");
	}

}
