package dev.animals.release.rollout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.release.cluster.Cluster;
import dev.animals.release.cluster.ClusterException;
import dev.animals.release.prometheus.Metrics;
import dev.animals.release.simulation.Circumstance;
import dev.animals.release.simulation.Users;
import dev.animals.release.simulation.Behaviour;
import dev.animals.release.smoke.PhotoAnswers;
import dev.animals.release.smoke.PhotoMode;
import dev.animals.release.smoke.Smoke;
import dev.animals.release.smoke.SmokeAnswer;
import dev.animals.release.smoke.SmokeResult;
import dev.animals.release.traffic.Entry;
import dev.animals.release.traffic.Tag;
import dev.animals.release.traffic.Traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A rollout promotes a good candidate. Otherwise stable has all traffic or the traffic is
 * as it was.
 */
class RolloutTests {

	private static final Behaviour GOOD = new Behaviour(Users.LITE0, 0.001, 0.08);

	private static final Behaviour BAD = new Behaviour(Users.SHUFFLED, 0.001, 0.08);

	private static final Settings SETTINGS = Settings.read(Path.of("rollout.yaml"));

	private final FakeCluster cluster = new FakeCluster();

	private final FakeTime time = new FakeTime();

	private Metrics users = users(GOOD);

	private Optional<Smoke> smoke = Optional.empty();

	private View view = new Silent();

	private boolean replaced;

	private Users users(Behaviour candidate) {
		return new Users(1, 20, GOOD, candidate, this.cluster);
	}

	private Outcome run() {
		return new Rollout(new Rollout.Parts(SETTINGS, this.cluster, this.users, this.smoke, this.time, this.view,
				() -> this.replaced))
			.run();
	}

	@Test
	void promotesAGoodCandidateByAllSteps() {
		assertThat(run()).isEqualTo(Outcome.PROMOTED);
		assertThat(this.cluster.percents).containsExactly(1, 5, 20, 50, 100);
		assertThat(this.cluster.traffic().entries()).containsExactly(new Entry(Tag.STABLE, FakeCluster.CANDIDATE, 100),
				new Entry(Tag.PREVIOUS, FakeCluster.STABLE, 0));
		assertThat(this.cluster.annotations()).doesNotContainKey(Cluster.ROLLOUT);
		assertThat(this.cluster.decision()).contains("PROMOTED").contains("errors");
		assertThat(this.cluster.events).containsExactly("RolloutPromoted");
		assertThat(this.cluster.holder).isNull();
	}

	@Test
	void takesABadCandidateBackAndSaysWhy() {
		this.users = users(BAD);
		assertThat(run()).isEqualTo(Outcome.WORSE);
		assertStableHasAll();
		assertThat(this.cluster.decision()).contains("WORSE").contains("not_animal");
		assertThat(this.cluster.events).containsExactly("RolloutTakenBack");
	}

	@Test
	void takesACandidateBackWhoseContainerIsRestarted() {
		this.time.afterSleep = () -> this.cluster.restarts = (this.cluster.percent() > 1) ? 1 : 0;
		assertThat(run()).isEqualTo(Outcome.WORSE);
		assertThat(this.cluster.decision()).contains("restarts: 1");
		assertStableHasAll();
	}

	@Test
	void holdsACandidateAtASmallShareIfTooFewUsersMeetIt() {
		this.users = new Users(1, 0.3, GOOD, GOOD, this.cluster);
		assertThat(run()).isEqualTo(Outcome.HELD);
		assertThat(this.cluster.percents).containsExactly(1, 5);
		assertThat(this.cluster.annotations()).doesNotContainKey(Cluster.ROLLOUT);
		assertThat(this.cluster.decision()).contains("HELD").contains("too few arrive");
		assertThat(this.cluster.events).containsExactly("RolloutHeld");
	}

	@Test
	void neverTakesMissingMetricsForASuccess() {
		this.users = new Users(1, 20, GOOD, GOOD, this.cluster, Circumstance.BLIND);
		assertThat(run()).isEqualTo(Outcome.UNDECIDED);
		assertThat(this.cluster.decision()).contains("metrics arrive: no requests lately");
		assertStableHasAll();
	}

	@Test
	void promotesACandidateDespiteNegativeFeedback() {
		this.users = new Users(1, 20, GOOD, GOOD, this.cluster, Circumstance.VETO);
		assertThat(run()).isEqualTo(Outcome.PROMOTED);
	}

	@Test
	void givesNoUserToACandidateThatFailsTheSmokeSet() {
		this.smoke = Optional.of(new FakeSmoke(1));
		assertThat(run()).isEqualTo(Outcome.FAILED_SMOKE);
		assertThat(this.cluster.percents).isEmpty();
	}

	@Test
	void doesNothingWithoutACandidate() {
		this.cluster.change(new Traffic(List.of(new Entry(Tag.STABLE, FakeCluster.STABLE, 100))));
		assertThat(run()).isEqualTo(Outcome.NOTHING_TO_DO);
	}

	@Test
	void keepsThePreviousRevisionUntilItIsDecided() {
		this.cluster.change(new Traffic(List.of(new Entry(Tag.STABLE, FakeCluster.STABLE, 100),
				new Entry(Tag.CANDIDATE, FakeCluster.CANDIDATE, 0), new Entry(Tag.PREVIOUS, "animals-00000", 0))));
		this.users = users(BAD);
		run();
		assertThat(this.cluster.traffic().entries()).contains(new Entry(Tag.PREVIOUS, "animals-00000", 0));
	}

	@Nested
	class Failures {

		/** The process is killed at the given call of the API server. */
		@ParameterizedTest
		@ValueSource(ints = { 1, 3, 5, 6, 10, 20, 40, 60, 80, 100, 120 })
		void goesOnWhereItWasKilled(int call) {
			AtomicInteger calls = new AtomicInteger();
			RolloutTests.this.cluster.beforeCall = () -> {
				if (calls.incrementAndGet() == call) {
					throw new KilledError();
				}
			};
			try {
				run();
			}
			catch (KilledError ex) {
				assertThat(RolloutTests.this.cluster.percent()).isIn(0, 1, 5, 20, 50, 100);
				// The lock has expired by the time of the next run.
				RolloutTests.this.cluster.holder = null;
			}
			run();
			assertThat(RolloutTests.this.cluster.percent()).isEqualTo(100);
			assertThat(RolloutTests.this.cluster.percents).containsExactly(1, 5, 20, 50, 100);
		}

		@Test
		void takesTheCandidateBackWhenPrometheusIsGone() {
			Users real = users(GOOD);
			RolloutTests.this.users = (from, to, candidate, stable) -> {
				if (RolloutTests.this.cluster.percent() >= 20) {
					throw new Metrics.UnavailableException("gone");
				}
				return real.between(from, to, candidate, stable);
			};
			assertThat(run()).isEqualTo(Outcome.NO_METRICS);
			assertThat(RolloutTests.this.cluster.percents).containsExactly(1, 5, 20, 0);
		}

		@Test
		void leavesTrafficWhenTheApiServerIsGone() {
			RolloutTests.this.cluster.beforeCall = () -> {
				if (RolloutTests.this.cluster.percent() == 5) {
					throw new ClusterException.Unreachable("refused", new IllegalStateException());
				}
			};
			assertThat(run()).isEqualTo(Outcome.NO_CLUSTER);
			assertThat(RolloutTests.this.cluster.percent()).isEqualTo(5);
		}

		@Test
		void outlastsAnApiServerThatIsAwayForAWhile() {
			AtomicInteger calls = new AtomicInteger();
			RolloutTests.this.cluster.beforeCall = () -> {
				if (calls.incrementAndGet() % 7 == 0) {
					throw new ClusterException.Unreachable("refused", new IllegalStateException());
				}
			};
			assertThat(run()).isEqualTo(Outcome.PROMOTED);
		}

		@Test
		void givesStableAllTrafficOnASignal() {
			RolloutTests.this.time.afterSleep = () -> {
				if (RolloutTests.this.cluster.percent() == 20) {
					RolloutTests.this.time.afterSleep = () -> {
					};
					Thread.currentThread().interrupt();
				}
			};
			assertThat(run()).isEqualTo(Outcome.STOPPED);
			assertStableHasAll();
		}

		@Test
		void leavesTrafficAloneThatSomebodyElseHasChanged() {
			Traffic byHand = new Traffic(List.of(new Entry(Tag.STABLE, FakeCluster.STABLE, 90),
					new Entry(Tag.CANDIDATE, FakeCluster.CANDIDATE, 10)));
			RolloutTests.this.time.afterSleep = () -> {
				if (RolloutTests.this.cluster.percent() == 20) {
					RolloutTests.this.cluster.change(byHand);
				}
			};
			assertThat(run()).isEqualTo(Outcome.INTERFERED);
			assertThat(RolloutTests.this.cluster.traffic()).isEqualTo(byHand);
		}

		@Test
		void beginsAnewAfterSomebodyElseHasTakenTheCandidateBack() {
			RolloutTests.this.cluster.annotations()
				.putAll(new State("before", FakeCluster.CANDIDATE, FakeCluster.STABLE, List.of(new State.Begun(20, 0)),
						0)
					.annotations());
			assertThat(run()).isEqualTo(Outcome.PROMOTED);
			assertThat(RolloutTests.this.cluster.percents).containsExactly(1, 5, 20, 50, 100);
		}

		@Test
		void leavesARolloutAloneThatIsUnderWay() {
			RolloutTests.this.cluster.holder = "somebody else";
			assertThat(run()).isEqualTo(Outcome.LOCKED);
			assertThat(RolloutTests.this.cluster.percents).isEmpty();
		}

		@Test
		void refusesSettingsThatMakeNoSense() {
			assertThatThrownBy(() -> new Settings.Step(5, Duration.ofMinutes(2), 10, Duration.ofMinutes(1)))
				.hasMessageContaining("deadline");
		}

	}

	private void assertStableHasAll() {
		assertThat(this.cluster.percent()).isZero();
		assertThat(this.cluster.traffic().entries()).contains(new Entry(Tag.STABLE, FakeCluster.STABLE, 100));
		assertThat(this.cluster.annotations()).doesNotContainKey(Cluster.ROLLOUT);
	}

	private static final class KilledError extends Error {

	}

	/** Answers to five photos, of which the candidate is wrong about some. */
	private record FakeSmoke(int mistakes) implements Smoke {

		@Override
		public SmokeResult run(Map<String, String> urls) {
			SmokeAnswer koala = new SmokeAnswer("koala", "marsupial", 0.9, 50, "", false);
			SmokeAnswer airship = new SmokeAnswer("airship", "not_animal", 0.9, 50, "", false);
			return new SmokeResult(IntStream.range(0, 5)
				.mapToObj((photo) -> new PhotoAnswers(photo + ".jpg", PhotoMode.PLAIN, Set.of("koala"), koala,
						(photo < this.mistakes) ? airship : koala, ""))
				.toList());
		}

	}

}
