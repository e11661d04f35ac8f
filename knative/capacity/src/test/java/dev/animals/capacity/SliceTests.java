package dev.animals.capacity;

import java.util.Map;

import dev.animals.capacity.autoscaler.ScalingSettings;
import dev.animals.capacity.traffic.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class SliceTests {

	@Test
	void dividesLargeTrafficAndItsPods() {
		ScalingSettings settings = settings(18, 90);
		Slice slice = Slice.of(traffic(36_000_000), settings);
		assertThat(slice.parts()).isEqualTo(9);
		assertThat(slice.partOf(traffic(36_000_000)).total()).isEqualTo(4_000_000, within(1e-6));
		assertThat(slice.partOf(settings).minScale()).isEqualTo(2);
		assertThat(slice.partOf(settings).maxScale()).isEqualTo(10);
	}

	@Test
	void leavesSmallTrafficWhole() {
		assertThat(Slice.of(traffic(4_000_000), settings(0, 3))).isEqualTo(new Slice(1));
	}

	@ParameterizedTest
	@CsvSource({ "46, 3000", "46, 9000", "46, 460", "3, 30", "3, 59", "2, 29" })
	void neverExceedsTheMaxScaleOfTheWhole(int parts, int most) {
		ScalingSettings part = new Slice(parts).partOf(settings(most, most));
		assertThat(parts * part.maxScale()).isLessThanOrEqualTo(most).isGreaterThan(most - parts);
		assertThat(part.minScale()).isEqualTo(part.maxScale());
	}

	@Test
	void keepsNoLimit() {
		assertThat(new Slice(46).partOf(settings(0, 0)).maxScale()).isZero();
		assertThat(Slice.of(traffic(184_000_000), settings(0, 0)).parts()).isEqualTo(46);
	}

	@ParameterizedTest
	@CsvSource({ "3, 1", "19, 1", "20, 2", "39, 3", "3000, 3" })
	void leavesTenPodsToAPart(int most, int parts) {
		assertThat(Slice.of(traffic(12_000_000), settings(0, most)).parts()).isEqualTo(parts);
	}

	@Test
	void rejectsTrafficThatIsTooLargeForTheMaxScale() {
		assertThatIllegalArgumentException().isThrownBy(() -> Slice.of(traffic(182_000_000), settings(0, 30)))
			.withMessage("test has 182,000,000 requests, and a max-scale of 30 is too small to simulate them in parts. "
					+ "Set max-scale to at least 160, for instance SET=\"max-scale=160\", or simulate fewer requests.");
		assertThat(Slice.of(traffic(182_000_000), settings(0, 160)).parts()).isEqualTo(16);
	}

	private static Traffic traffic(double requests) {
		return new Traffic("test", 60, new double[] { requests / 2, 0, requests / 2 });
	}

	private static ScalingSettings settings(int least, int most) {
		return new ScalingSettings(Map.of("min-scale", Integer.toString(least), "max-scale", Integer.toString(most)));
	}

}
