package dev.animals.release.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.animals.release.cluster.Cluster;
import dev.animals.release.smoke.PhotoAnswers;
import dev.animals.release.smoke.PhotoMode;
import dev.animals.release.smoke.SmokeAnswer;
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
		assertThat(this.rollout.cluster.percents).isEmpty();
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

	/** The rollback changes no traffic, but it removes the annotation. */
	@Test
	void givesTheCandidateNothingIfARollbackIsTypedMeanwhile() {
		this.rollout.smoke = Optional.of((_) -> {
			this.rollout.cluster.annotations().remove(Cluster.ROLLOUT);
			SmokeAnswer koala = new SmokeAnswer("koala", "marsupial", 0.9, 50, "", false);
			return new SmokeResult(
					List.of(new PhotoAnswers("koala.jpg", PhotoMode.PLAIN, Set.of("koala"), koala, koala, "")));
		});
		assertThat(this.rollout.run()).isEqualTo(Outcome.INTERFERED);
		assertThat(this.rollout.cluster.percent()).isZero();
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
