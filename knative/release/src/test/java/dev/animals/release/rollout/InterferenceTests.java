package dev.animals.release.rollout;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.release.prometheus.Metrics;
import dev.animals.release.traffic.Entry;
import dev.animals.release.traffic.Tag;
import dev.animals.release.traffic.Traffic;

import static org.assertj.core.api.Assertions.assertThat;

/** A rollout never overwrites traffic that somebody else has changed. */
class InterferenceTests {

	private final Fixture rollout = new Fixture();

	private final Traffic back = Fixture.byHand(0);

	/** Changes the traffic while the rollout queries Prometheus. */
	private void whileItAsks(int percent, Traffic traffic) {
		Metrics users = this.rollout.users;
		this.rollout.users = (from, to, candidate, stable) -> {
			if (InterferenceTests.this.rollout.cluster.percent() == percent) {
				InterferenceTests.this.rollout.cluster.change(traffic);
			}
			return users.between(from, to, candidate, stable);
		};
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 5, 20, 50 })
	void stopsIfTrafficIsChangedWhileItAsksPrometheus(int percent) {
		whileItAsks(percent, this.back);
		assertThat(this.rollout.run()).isEqualTo(Outcome.INTERFERED);
		assertThat(this.rollout.cluster.traffic()).isEqualTo(this.back);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 5, 20, 50 })
	void stopsIfTrafficIsChangedBetweenItsReadingAndItsWrite(int percent) {
		this.rollout.cluster.beforeWrite = () -> {
			if (this.rollout.cluster.percent() == percent) {
				this.rollout.cluster.change(this.back);
			}
		};
		assertThat(this.rollout.run()).isEqualTo(Outcome.INTERFERED);
		assertThat(this.rollout.cluster.traffic()).isEqualTo(this.back);
	}

	@Test
	void promotesOnlyTheRevisionThatItJudged() {
		Traffic redeployed = new Traffic(
				List.of(new Entry(Tag.STABLE, FakeCluster.STABLE, 100), new Entry(Tag.CANDIDATE, "animals-00003", 0)));
		this.rollout.cluster.beforeWrite = () -> {
			if (this.rollout.cluster.percent() == 50) {
				this.rollout.cluster.change(redeployed);
			}
		};
		assertThat(this.rollout.run()).isEqualTo(Outcome.INTERFERED);
		assertThat(this.rollout.cluster.traffic()).isEqualTo(redeployed);
	}

	/** Knative writes the status, and each write changes the resource version. */
	@Test
	void goesOnIfSomethingElseAtTheServiceChanged() {
		this.rollout.cluster.beforeWrite = alternately(this.rollout.cluster::touch);
		assertThat(this.rollout.run()).isEqualTo(Outcome.PROMOTED);
		assertThat(this.rollout.cluster.percents).containsExactly(1, 5, 20, 50, 100);
	}

	@Test
	void doesNotTakeACandidateBackThatSomebodyElsePromoted() {
		Traffic promoted = new Traffic(List.of(new Entry(Tag.STABLE, FakeCluster.CANDIDATE, 100),
				new Entry(Tag.PREVIOUS, FakeCluster.STABLE, 0)));
		this.rollout.users = this.rollout.users(Fixture.GOOD, Fixture.BAD);
		this.rollout.cluster.beforeWrite = () -> {
			if (this.rollout.cluster.percent() > 1) {
				this.rollout.cluster.change(promoted);
			}
		};
		assertThat(this.rollout.run()).isEqualTo(Outcome.INTERFERED);
		assertThat(this.rollout.cluster.traffic()).isEqualTo(promoted);
	}

	@Test
	void leavesTrafficAloneThatIsChangedDuringTheBake() {
		Traffic swapped = new Traffic(List.of(new Entry(Tag.STABLE, FakeCluster.STABLE, 100),
				new Entry(Tag.PREVIOUS, FakeCluster.CANDIDATE, 0)));
		whileItAsks(100, swapped);
		assertThat(this.rollout.run()).isEqualTo(Outcome.INTERFERED);
		assertThat(this.rollout.cluster.traffic()).isEqualTo(swapped);
	}

	private static Runnable alternately(Runnable action) {
		boolean[] next = { false };
		return () -> {
			next[0] = !next[0];
			if (next[0]) {
				action.run();
			}
		};
	}

}
