package dev.animals.capacity;

import java.util.Map;

import dev.animals.capacity.Alternatives.Alternative;
import dev.animals.capacity.autoscaler.ScalingSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AlternativesTests {

	private final ScalingSettings base = new ScalingSettings(Map.of("max-scale", "4"));

	@Test
	void beginWithTheBase() {
		Alternative first = Alternatives.to(this.base).getFirst();
		assertThat(first.settings()).isEqualTo(this.base);
		assertThat(first.name()).isEqualTo("base");
	}

	@Test
	void containThreeTimesAsManyPods() {
		assertThat(Alternatives.to(this.base)).extracting((each) -> each.settings().maxScale()).contains(12);
	}

	@Test
	void haveTheSettingsOfTheirName() {
		Alternative last = Alternatives.to(this.base).getLast();
		assertThat(last.name()).isEqualTo("min-scale=2 max-scale=12");
		assertThat(last.settings()).isEqualTo(this.base.with(last.name()));
	}

	@Test
	void haveNoSettingThatKnativeRejects() {
		assertThat(Alternatives.to(new ScalingSettings(Map.of("max-scale", "1")))).isNotEmpty()
			.noneMatch((each) -> each.settings().minScale() > each.settings().maxScale());
	}

}
