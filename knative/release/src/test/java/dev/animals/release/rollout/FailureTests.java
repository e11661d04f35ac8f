package dev.animals.release.rollout;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.release.cluster.ClusterException;
import dev.animals.release.simulation.Users;
import dev.animals.release.simulation.Behaviour;

import static org.assertj.core.api.Assertions.assertThat;

/** After a failure, either stable has all traffic or the traffic is as it was. */
class FailureTests {

	private final Fixture rollout = new Fixture();

	private final FakeCluster cluster = this.rollout.cluster;

	private static ClusterException denied() {
		return new ClusterException.Denied(403, "pods is forbidden", new IllegalStateException());
	}

	private static ClusterException unreachable() {
		return new ClusterException.Unreachable("refused", new IllegalStateException());
	}

	@Test
	void givesStableAllTrafficIfARightIsTakenAway() {
		boolean[] failed = { false };
		this.cluster.beforeCall = () -> {
			if (this.cluster.percent() == 20 && !failed[0]) {
				failed[0] = true;
				throw denied();
			}
		};
		assertThat(this.rollout.run()).isEqualTo(Outcome.DENIED);
		assertThat(this.cluster.percents).containsExactly(1, 5, 20, 0);
		assertThat(this.rollout.view.why).contains("pods is forbidden");
		assertThat(this.cluster.holder).isNull();
	}

	@Test
	void tellsThatNobodyWatchesTheCandidateIfItsTokenExpires() {
		this.cluster.beforeCall = () -> {
			if (this.cluster.percent() == 20) {
				throw denied();
			}
		};
		assertThat(this.rollout.run()).isEqualTo(Outcome.DENIED);
		assertThat(this.cluster.percent()).isEqualTo(20);
		assertThat(this.rollout.view.outcome).isEqualTo(Outcome.DENIED);
		assertThat(this.rollout.view.why).contains("the candidate has 20 %, and nobody watches it");
	}

	@Test
	void changesNothingWithoutRights() {
		this.cluster.beforeCall = () -> {
			throw denied();
		};
		assertThat(this.rollout.run()).isEqualTo(Outcome.DENIED);
		assertThat(this.rollout.view.why).contains("Nothing was changed");
	}

	@Test
	void endsIfTheServiceIsDeleted() {
		this.cluster.beforeCall = () -> {
			if (this.cluster.percent() == 20) {
				throw new ClusterException.Missing();
			}
		};
		assertThat(this.rollout.run()).isEqualTo(Outcome.GONE);
	}

	@Test
	void isPromotedAlthoughItsEventCannotBeWritten() {
		this.cluster.eventsFail = true;
		assertThat(this.rollout.run()).isEqualTo(Outcome.PROMOTED);
	}

	@Test
	void givesStableAllTrafficIfTheProgramFails() {
		this.cluster.beforeCall = () -> {
			if (this.cluster.percent() == 20 && !this.rollout.view.sentences.contains("Stable has all traffic.")) {
				this.cluster.beforeCall = () -> {
				};
				throw new IllegalArgumentException("a fault in the program");
			}
		};
		assertThat(this.rollout.run()).isEqualTo(Outcome.FAILED);
		assertThat(this.cluster.percents).containsExactly(1, 5, 20, 0);
		assertThat(this.rollout.view.why).contains("a fault in the program");
	}

	static List<Throwable> failures() {
		return List.of(new IllegalStateException("No space left on device"),
				new ExceptionInInitializerError("The page is missing"));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void isPromotedAlthoughNothingCanBeShown(Throwable failure) {
		this.rollout.view.beforeCall = () -> Fixture.fail(failure);
		assertThat(this.rollout.run()).isEqualTo(Outcome.PROMOTED);
	}

	/** The API server carried out the write, but its answer was lost. */
	@Test
	void doesNotTakeItsOwnWriteForSomebodyElses() {
		AtomicInteger writes = new AtomicInteger();
		this.cluster.afterWrite = () -> {
			if (writes.incrementAndGet() % 2 == 1) {
				throw unreachable();
			}
		};
		assertThat(this.rollout.run()).isEqualTo(Outcome.PROMOTED);
		assertThat(this.cluster.percents).containsExactly(1, 5, 20, 50, 100);
	}

	@Test
	void waitsForTheLeaseIfTheApiServerIsAwayForAMoment() {
		AtomicInteger calls = new AtomicInteger();
		this.cluster.beforeCall = () -> {
			if (calls.incrementAndGet() == 1) {
				throw unreachable();
			}
		};
		assertThat(this.rollout.run()).isEqualTo(Outcome.PROMOTED);
	}

	@Test
	void stopsIfSomebodyElseHasItsLease() {
		this.rollout.time.afterSleep = () -> {
			if (this.cluster.percent() == 20) {
				this.cluster.holder = "deploy of Ada";
			}
		};
		assertThat(this.rollout.run()).isEqualTo(Outcome.LOCKED);
		assertThat(this.rollout.view.why).contains("deploy of Ada");
		assertThat(this.cluster.percents).containsExactly(1, 5, 20);
	}

	@Test
	void takesItsLeaseAgainIfItExpiredDuringAnOutage() {
		this.rollout.time.afterSleep = () -> this.cluster.holder = null;
		assertThat(this.rollout.run()).isEqualTo(Outcome.PROMOTED);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 20, 50 })
	void takesACandidateBackThatIsNoLongerReady(int percent) {
		this.rollout.time.afterSleep = () -> {
			if (this.cluster.percent() == percent) {
				this.cluster.notReady.add(FakeCluster.CANDIDATE);
			}
		};
		assertThat(this.rollout.run()).isEqualTo(Outcome.WORSE);
		assertThat(this.cluster.percent()).isZero();
	}

	@Test
	void leavesTrafficToTheProcessThatResumes() {
		this.rollout.replaced = true;
		this.rollout.time.afterSleep = () -> {
			if (this.cluster.percent() == 20) {
				this.rollout.time.afterSleep = () -> {
				};
				Thread.currentThread().interrupt();
			}
		};
		assertThat(this.rollout.run()).isEqualTo(Outcome.STOPPED);
		assertThat(this.cluster.percent()).isEqualTo(20);
		assertThat(this.rollout.run()).isEqualTo(Outcome.PROMOTED);
	}

	/** Stable is as bad as the candidate, so the comparison shows no difference. */
	@Test
	void doesNotPromoteACandidateBecauseStableIsBrokenAsWell() {
		Behaviour broken = new Behaviour(Users.LITE0, 0.1, 0.08);
		this.rollout.users = this.rollout.users(broken, broken);
		assertThat(this.rollout.run()).isEqualTo(Outcome.UNDECIDED);
		assertThat(this.rollout.view.why).contains("errors at this step").contains("at most 0.6 %");
		assertThat(this.cluster.percent()).isZero();
	}

	@Test
	void doesNotPromoteACandidateBecauseStableIsSlowAsWell() {
		Behaviour slow = new Behaviour(Users.LITE0, 0.001, 3);
		this.rollout.users = this.rollout.users(slow, slow);
		assertThat(this.rollout.run()).isEqualTo(Outcome.UNDECIDED);
		assertThat(this.rollout.view.why).contains("p95");
	}

}
