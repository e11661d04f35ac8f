package dev.animals.release.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.animals.release.smoke.SmokeResult;

import static org.assertj.core.api.Assertions.assertThat;

/** The candidate gets no traffic unless the smoke set proves that it is good enough. */
class SmokeStageTests {

	private final Fixture rollout = new Fixture();

	private static final SmokeResult NOTHING = new SmokeResult(List.of());

	@Test
	void doesNotBeginIfTheSmokeSetProvesNothing() {
		this.rollout.smoke = Optional.of((_) -> NOTHING);
		assertThat(this.rollout.run()).isEqualTo(Outcome.NOT_BEGUN);
		assertThat(this.rollout.view.why).contains("proves nothing");
		assertThat(this.rollout.cluster.percents).containsOnly(0);
	}

	@Test
	void waitsForTheAddressOfATag() {
		Map<String, String> both = this.rollout.cluster.urls;
		Instant start = this.rollout.time.now();
		this.rollout.cluster.urls = Map.of("stable", "http://stable");
		this.rollout.time.afterSleep = () -> {
			if (Duration.between(start, this.rollout.time.now()).toSeconds() > 10) {
				this.rollout.cluster.urls = both;
			}
		};
		boolean[] called = { false };
		this.rollout.smoke = Optional.of((urls) -> {
			called[0] = urls.containsKey("candidate");
			return NOTHING;
		});
		this.rollout.run();
		assertThat(called[0]).isTrue();
	}

	@Test
	void doesNotBeginIfATagGetsNoAddress() {
		this.rollout.cluster.urls = Map.of("stable", "http://stable");
		this.rollout.smoke = Optional.of((_) -> NOTHING);
		assertThat(this.rollout.run()).isEqualTo(Outcome.NOT_BEGUN);
		assertThat(this.rollout.view.why).contains("no addresses");
	}

	@Test
	void isStoppedWhileItSendsPhotos() {
		this.rollout.smoke = Optional.of((_) -> {
			throw new InterruptedException();
		});
		assertThat(this.rollout.run()).isEqualTo(Outcome.STOPPED);
		assertThat(this.rollout.cluster.percent()).isZero();
	}

}
