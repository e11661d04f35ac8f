package dev.animals.capacity.traffic;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TrafficTests {

	@Test
	void drawsTheRequestsOfEachIntervalInIt() {
		double[] arrivals = new Traffic("two minutes", 60, new double[] { 100, 7 }).arrivals();
		assertThat(arrivals).isSorted().hasSize(107);
		assertThat(arrivals[99]).isLessThan(60);
		assertThat(arrivals[100]).isBetween(60.0, 120.0);
	}

	@Test
	void drawsTheSameTimesAgain() {
		Traffic traffic = new Traffic("again", 1, new double[] { 3, 0.5, 9 });
		assertThat(traffic.arrivals()).isEqualTo(traffic.arrivals());
	}

	@Test
	void drawsFractionsOfARequestAsOftenAsTheySay() {
		double[] requests = new double[10_000];
		Arrays.fill(requests, 0.25);
		assertThat(new Traffic("rare", 1, requests).arrivals().length).isCloseTo(2500, within(150));
	}

	@Test
	void multipliesTheRequests() {
		Traffic traffic = new Traffic("more", 60, new double[] { 60, 120 }).times(10);
		assertThat(traffic.total()).isEqualTo(1800);
		assertThat(traffic.highestRate()).isEqualTo(20);
	}

	@ParameterizedTest
	@MethodSource("dev.animals.capacity.traffic.Examples#all")
	void hasExamplesThatAreFastToSimulate(Traffic traffic) {
		assertThat(traffic.total()).isBetween(10_000.0, 200_000.0);
	}

}
