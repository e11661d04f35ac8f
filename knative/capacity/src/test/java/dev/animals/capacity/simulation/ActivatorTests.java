package dev.animals.capacity.simulation;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ActivatorTests {

	private final Activator activator = new Activator(4);

	@Test
	void reportsTheFirstRequestAtOnceAndDoesNotCountItTwice() {
		assertThat(this.activator.arrive(0.5)).isTrue();
		assertThat(this.activator.arrive(0.5)).isFalse();
		assertThat(this.activator.report(1)).hasValue(2 - 1);
		assertThat(this.activator.report(2)).hasValue(2);
	}

	@Test
	void averagesTheRequestsInFlightOverTime() {
		this.activator.arrive(0);
		this.activator.report(1);
		this.activator.answer(1.25);
		assertThat(this.activator.report(2).orElseThrow()).isEqualTo(0.25, within(1e-9));
	}

	@Test
	void reportsZeroOnceAndThenNothing() {
		this.activator.arrive(0);
		this.activator.answer(0.5);
		this.activator.report(1);
		assertThat(this.activator.report(2)).hasValue(0);
		assertThat(this.activator.report(3)).isEmpty();
		assertThat(this.activator.arrive(3.5)).isTrue();
	}

	@Test
	void handsRequestsToPodsInTurn() {
		Pod one = readyPod();
		Pod other = readyPod();
		assertThat(Stream.generate(this.activator::podWithRoom).limit(4)).containsExactly(one, other, one, other);
	}

	@Test
	void findsNoPodIfAllAreFull() {
		Pod pod = readyPod();
		for (int i = 0; i < 4; i++) {
			pod.take(0, 1);
		}
		assertThat(this.activator.podWithRoom()).isNull();
		pod.answer();
		assertThat(this.activator.podWithRoom()).isSameAs(pod);
	}

	private Pod readyPod() {
		Pod pod = new Pod(0, 1);
		pod.becomeReady();
		this.activator.add(pod);
		return pod;
	}

}
