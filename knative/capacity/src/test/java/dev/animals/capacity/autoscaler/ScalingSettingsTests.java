package dev.animals.capacity.autoscaler;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ScalingSettingsTests {

	private final ScalingSettings defaults = new ScalingSettings(Map.of());

	@Test
	void hasTheDefaultsOfKnative() {
		assertThat(this.defaults.targetInFlight()).isEqualTo(70);
		assertThat(this.defaults.window()).isEqualTo(60);
		assertThat(this.defaults.panicWindow()).isEqualTo(6);
		assertThat(this.defaults.panicThreshold()).isEqualTo(2);
		assertThat(this.defaults.gracePeriod()).isEqualTo(30);
	}

	@Test
	void doesNotAimForMoreRequestsThanAPodTakes() {
		assertThat(this.defaults.with("target=20 container-concurrency=10").targetInFlight()).isEqualTo(7);
	}

	@Test
	void readsTimesAsKnativeWritesThem() {
		assertThat(this.defaults.with("window=1m30s scale-down-delay=2m").window()).isEqualTo(90);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "minscale=1 | The autoscaler has no setting minscale.",
					"window=60 | window has the value 60, which is not a time such as 30s or 2m.",
					"window=5s | window must be from 6s to 1h.",
					"target=two | target has the value two, which is not a number.",
					"min-scale=3 max-scale=2 | min-scale must not exceed max-scale.",
					"min-scale | Settings must be like 'min-scale=1 window=30s', not min-scale.",
					"min-scale=-1 | min-scale must not be negative." })
	void saysWhatIsWrong(String changes, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.with(changes))
			.withMessageStartingWith(message);
	}

}
