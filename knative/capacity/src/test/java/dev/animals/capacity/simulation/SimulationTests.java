package dev.animals.capacity.simulation;

import java.util.Arrays;
import java.util.Map;

import dev.animals.capacity.autoscaler.ScalingSettings;
import dev.animals.capacity.traffic.Traffic;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SimulationTests {

	private static final PodModel POD = new PodModel(2.5, 1, 30);

	private static final double WORK = 0.02;

	private final ScalingSettings settings = new ScalingSettings(
			Map.of("target", "2", "container-concurrency", "16", "target-burst-capacity", "-1", "max-scale", "3"));

	@Test
	void letsTheFirstRequestWaitForAStart() {
		Run run = run(this.settings, 300, 10.2);
		assertThat(run.latencies()).containsExactly(new float[] { (float) (2.5 + WORK) }, within(1e-5f));
		assertThat(run.waited()).isOne();
		assertThat(run.startsFromZero()).isOne();
	}

	@Test
	void letsNoRequestWaitForAStartWithMinScale() {
		Run run = run(this.settings.with("min-scale=1"), 300, 10.2);
		assertThat(run.latencies()).containsExactly(new float[] { (float) WORK }, within(1e-5f));
		assertThat(run.waited()).isZero();
		assertThat(run.starts()).isZero();
		assertThat(run.podSeconds()).isEqualTo(300);
	}

	@Test
	void stopsTheLastPodAfterTheWindow() {
		// The last report, of zero, is at second 14. Knative's window ends 60 s later.
		Run run = run(this.settings, 300, 10.2);
		assertThat(lastSecondWithPod(run)).isBetween(74, 76);
	}

	@Test
	void keepsTheLastPodForTheRetentionPeriod() {
		Run run = run(this.settings.with("scale-to-zero-pod-retention-period=2m"), 400, 10.2);
		assertThat(lastSecondWithPod(run)).isBetween(194, 196);
	}

	@Test
	void delaysTheRemovalOfPods() {
		Run run = run(this.settings.with("scale-down-delay=50s"), 400, 10.2);
		assertThat(lastSecondWithPod(run)).isBetween(122, 124);
	}

	@Test
	void countsTheTimeInWhichAStoppingPodOccupiesItsResources() {
		Run run = run(this.settings, 300, 10.2);
		assertThat(run.podSeconds()).isEqualTo(lastSecondWithPod(run) + 0.5 - 10.2 + 30, within(1.0));
	}

	@Test
	void neverHasMorePodsThanMaxScale() {
		double[] burst = new double[2000];
		Arrays.fill(burst, 5.1);
		assertThat(run(this.settings, 200, burst).mostPods()).isEqualTo(3);
	}

	@Test
	void waitsAsLongAsQueueingTheorySaysForOnePod() {
		// M/D/1: the mean time is the work · (1 + busy / 2(1 − busy)).
		double busy = 0.68;
		double[] arrivals = new Traffic("poisson", 3600, new double[] { busy / WORK * 3600 }).arrivals();
		Run run = run(this.settings.with("min-scale=1 max-scale=1 container-concurrency=0"), 3600, arrivals);
		assertThat(mean(run.latencies())).isCloseTo(WORK * (1 + busy / 2 / (1 - busy)), within(0.05 * WORK));
	}

	@Test
	void startsAPodForEachShareOfTheTargetInFlight() {
		// 95 requests/s keep 1.9 predictors busy. With 70 % of a request in flight for
		// each
		// pod, this needs at least three pods.
		Run run = run(this.settings.with("target=1 max-scale=10"), 600, steady());
		assertThat(run.pods().getLast().ready()).isBetween(3, 5);
	}

	@Test
	void removesPodsThatAreStillNeededIfTheTargetIsHigh() {
		// With ten pods, 1.9 requests are in flight. With a target of 4, this is the work
		// of
		// one pod, which cannot answer 95 requests/s alone.
		assertThat(p95AfterTheStart("target=4 max-scale=10"))
			.isGreaterThan(10 * p95AfterTheStart("target=1 max-scale=10"));
	}

	private double p95AfterTheStart(String changes) {
		return run(this.settings.with(changes), 600, steady()).percentileBetween(95, 300, 600);
	}

	private static double mean(float[] values) {
		double sum = 0;
		for (float value : values) {
			sum += value;
		}
		return sum / values.length;
	}

	private static double[] steady() {
		return new Traffic("steady", 600, new double[] { 95.0 * 600 }).arrivals();
	}

	private static Run run(ScalingSettings settings, int seconds, double... arrivals) {
		double[] work = new double[arrivals.length];
		Arrays.fill(work, WORK);
		return Simulation.run(settings, POD, seconds, arrivals, work);
	}

	private static int lastSecondWithPod(Run run) {
		int last = run.pods().size() - 1;
		while (run.pods().get(last).existing() == 0) {
			last--;
		}
		return last;
	}

}
