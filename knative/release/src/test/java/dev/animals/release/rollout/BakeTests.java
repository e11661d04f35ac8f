package dev.animals.release.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import dev.animals.release.cluster.ClusterException;
import dev.animals.release.prometheus.Metrics;
import dev.animals.release.simulation.Users;
import dev.animals.release.simulation.Behaviour;
import dev.animals.release.traffic.Entry;
import dev.animals.release.traffic.Tag;
import dev.animals.release.traffic.Traffic;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests that a promoted revision is watched, and taken back if it fails. */
class BakeTests {

	private static final Traffic TAKEN_BACK = new Traffic(
			List.of(new Entry(Tag.STABLE, FakeCluster.STABLE, 100), new Entry(Tag.PREVIOUS, FakeCluster.CANDIDATE, 0)));

	private final Fixture rollout = new Fixture();

	private final FakeCluster cluster = this.rollout.cluster;

	private boolean isBaking() {
		return this.cluster.percent() == 100;
	}

	@Test
	void watchesAPromotedRevisionForTheWholeBake() {
		Instant[] promoted = { Instant.MAX };
		this.cluster.afterWrite = () -> promoted[0] = (isBaking() && promoted[0].equals(Instant.MAX))
				? this.rollout.time.now() : promoted[0];
		assertThat(this.rollout.run()).isEqualTo(Outcome.PROMOTED);
		assertThat(Duration.between(promoted[0], this.rollout.time.now())).isBetween(Duration.ofMinutes(10),
				Duration.ofMinutes(11));
	}

	@Test
	void takesARevisionBackThatBurnsTheErrorBudget() {
		Users good = this.rollout.users(Fixture.GOOD, Fixture.GOOD);
		Users bad = this.rollout.users(Fixture.GOOD, new Behaviour(Users.LITE0, 0.05, 0.08));
		this.rollout.users = (from, to, candidate, stable) -> (isBaking() ? bad : good).between(from, to, candidate,
				stable);
		assertThat(this.rollout.run()).isEqualTo(Outcome.TAKEN_BACK_IN_BAKE);
		assertThat(this.cluster.traffic()).isEqualTo(TAKEN_BACK);
		assertThat(this.cluster.decision()).contains("TAKEN_BACK_IN_BAKE").contains("errors since the promotion");
		assertThat(this.cluster.events).containsExactly("RolloutPromoted", "RolloutTakenBack");
		assertThat(this.cluster.warm).isEmpty();
	}

	@Test
	void takesARevisionBackWhoseContainersRestart() {
		this.rollout.time.afterSleep = () -> this.cluster.restarts = isBaking() ? 1 : 0;
		assertThat(this.rollout.run()).isEqualTo(Outcome.TAKEN_BACK_IN_BAKE);
		assertThat(this.cluster.traffic()).isEqualTo(TAKEN_BACK);
	}

	private void restartDuringTheBake() {
		this.rollout.time.afterSleep = () -> this.cluster.restarts = isBaking() ? 1 : 0;
	}

	@Test
	void leavesTrafficAloneIfNoPodOfPreviousStarts() {
		restartDuringTheBake();
		this.cluster.withoutPods.add(FakeCluster.STABLE);
		assertThat(this.rollout.run()).isEqualTo(Outcome.PREVIOUS_NOT_STARTED);
		assertThat(this.cluster.percent()).isEqualTo(100);
		assertThat(this.cluster.decision()).contains("no pod of " + FakeCluster.STABLE);
	}

	@Test
	void saysThatTheRevisionStaysIfItMayNotBeTakenBack() {
		restartDuringTheBake();
		this.cluster.beforeWrite = () -> {
			if (this.cluster.restarts > 0) {
				throw new ClusterException.Denied(403, "forbidden", new IllegalStateException());
			}
		};
		assertThat(this.rollout.run()).isEqualTo(Outcome.DENIED);
		assertThat(this.rollout.view.why).contains("should be taken back", "it still has all traffic");
		assertThat(this.cluster.warm).isEmpty();
	}

	@Test
	void saysThatTheRevisionStaysIfTheProgramFails() {
		this.rollout.time.afterSleep = () -> {
			if (isBaking()) {
				throw new IllegalArgumentException("a fault in the program");
			}
		};
		assertThat(this.rollout.run()).isEqualTo(Outcome.FAILED);
		assertThat(this.rollout.view.why).contains("a fault in the program", "stays promoted");
		assertThat(this.rollout.view.sentences).doesNotContain("Stable has all traffic.");
		assertThat(this.cluster.events).doesNotContain("RolloutTakenBack");
		assertThat(this.cluster.percent()).isEqualTo(100);
	}

	/** The signal comes while the gateway takes the new traffic over. */
	@Test
	void knowsThatItHasPromotedWhenASignalStopsIt() {
		this.cluster.beforeRoutes = () -> {
			if (isBaking()) {
				Thread.currentThread().interrupt();
			}
		};
		assertThat(this.rollout.run()).isEqualTo(Outcome.PROMOTED);
		assertThat(this.cluster.percent()).isEqualTo(100);
	}

	@Test
	void judgesNothingThatHappenedAfterTheBake() {
		this.rollout.killedAt(100);
		this.rollout.candidateTurns(new Behaviour(Users.LITE0, 0.05, 0.08),
				this.rollout.time.now().plus(Duration.ofMinutes(30)));
		this.rollout.pass(Duration.ofHours(3));
		assertThat(this.rollout.run()).isEqualTo(Outcome.PROMOTED);
	}

	@Test
	void keepsAPodOfPreviousAndTheLeaseMeanwhile() {
		AtomicBoolean baked = new AtomicBoolean();
		this.rollout.time.afterSleep = () -> {
			if (isBaking()) {
				baked.set(true);
				assertThat(this.cluster.warm).containsExactly(FakeCluster.STABLE);
				assertThat(this.cluster.holder).isEqualTo("us");
			}
		};
		assertThat(this.rollout.run()).isEqualTo(Outcome.PROMOTED);
		assertThat(baked).isTrue();
		assertThat(this.cluster.warm).isEmpty();
		assertThat(this.cluster.holder).isNull();
	}

	@Test
	void staysPromotedIfPrometheusIsGone() {
		Metrics users = this.rollout.users;
		this.rollout.users = (from, to, candidate, stable) -> {
			if (isBaking()) {
				throw new Metrics.UnavailableException("gone");
			}
			return users.between(from, to, candidate, stable);
		};
		assertThat(this.rollout.run()).isEqualTo(Outcome.PROMOTED);
		assertThat(this.rollout.view.why).contains("The bake ended early, because Prometheus did not answer");
	}

	@Test
	void staysPromotedIfATokenExpires() {
		this.cluster.beforeCall = () -> {
			if (isBaking()) {
				throw new ClusterException.Denied(401, "Unauthorized", new IllegalStateException());
			}
		};
		assertThat(this.rollout.run()).isEqualTo(Outcome.PROMOTED);
		assertThat(this.rollout.view.why).contains("The bake ended early").contains("Unauthorized");
	}

	@Test
	void staysPromotedOnASignal() {
		this.rollout.time.afterSleep = () -> {
			if (isBaking()) {
				this.rollout.time.afterSleep = () -> {
				};
				Thread.currentThread().interrupt();
			}
		};
		assertThat(this.rollout.run()).isEqualTo(Outcome.PROMOTED);
		assertThat(this.rollout.view.why).contains("The bake was stopped");
		assertThat(this.cluster.percent()).isEqualTo(100);
	}

	@Test
	void resumesABakeThatWasKilled() {
		this.rollout.killedAt(100);
		this.rollout.time.afterSleep = () -> this.cluster.restarts = 1;
		this.rollout.pass(Duration.ofMinutes(3));
		assertThat(this.rollout.run()).isEqualTo(Outcome.TAKEN_BACK_IN_BAKE);
		assertThat(this.cluster.traffic()).isEqualTo(TAKEN_BACK);
	}

	@Test
	void endsABakeForTheNextCandidate() {
		this.rollout.killedAt(100);
		this.cluster.warm.add(FakeCluster.STABLE);
		this.cluster.change(new Traffic(List.of(new Entry(Tag.STABLE, FakeCluster.CANDIDATE, 100),
				new Entry(Tag.CANDIDATE, "animals-00003", 0), new Entry(Tag.PREVIOUS, FakeCluster.STABLE, 0))));
		this.rollout.run();
		assertThat(this.cluster.warm).doesNotContain(FakeCluster.STABLE);
	}

}
