package dev.animals.capacity.autoscaler;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScalerTests {

	private static final Decision NONE = new Decision(0, -1);

	private final ScalingSettings settings = new ScalingSettings(
			Map.of("target-burst-capacity", "-1", "max-scale", "3"));

	@Test
	void appliesMinScaleAndMaxScale() {
		Scaler scaler = new Scaler(this.settings.with("min-scale=2"), 0, 2);
		assertThat(scaler.scale(2, NONE, 2)).isEqualTo(2);
		assertThat(scaler.scale(4, new Decision(9, -1), 2)).isEqualTo(3);
	}

	@Test
	void keepsOnePodUntilTheRevisionWasActiveForAWindow() {
		Scaler scaler = new Scaler(this.settings, 0, 3);
		assertThat(scaler.scale(58, NONE, 3)).isOne();
		scaler.scale(60, NONE, 1);
		assertThat(scaler.scale(61, NONE, 1)).isZero();
	}

	@Test
	void keepsTheLastPodForTheRetentionPeriod() {
		Scaler scaler = new Scaler(this.settings.with("scale-to-zero-pod-retention-period=45s"), 0, 1);
		scaler.scale(60, NONE, 1);
		assertThat(scaler.scale(104, NONE, 1)).isOne();
		assertThat(scaler.scale(105, NONE, 1)).isZero();
	}

	@Test
	void keepsTheLastPodForTheGracePeriodIfTheActivatorWasNotInThePath() {
		Scaler scaler = new Scaler(this.settings.with("target-burst-capacity=0"), 0, 1);
		scaler.scale(50, new Decision(1, 0), 1);
		scaler.scale(60, new Decision(0, 0), 1);
		assertThat(scaler.scale(89, new Decision(0, 0), 1)).isOne();
		assertThat(scaler.scale(90, new Decision(0, 0), 1)).isZero();
	}

	@Test
	void doesNotStopAPodThatIsStarting() {
		Scaler scaler = new Scaler(this.settings, 0, 0);
		assertThat(scaler.scale(10, new Decision(2, -1), 0)).isEqualTo(2);
		assertThat(scaler.scale(80, NONE, 0)).isEqualTo(2);
		// It is active when it is ready, and then a window has to pass.
		scaler.scale(82, NONE, 1);
		assertThat(scaler.scale(84, NONE, 1)).isOne();
	}

	@Test
	void startsAgainWithoutWaiting() {
		Scaler scaler = new Scaler(this.settings, 0, 1);
		scaler.scale(60, NONE, 1);
		scaler.scale(61, NONE, 1);
		assertThat(scaler.scale(62, new Decision(1, -1), 0)).isOne();
	}

}
