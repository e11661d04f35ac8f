package dev.animals.release.baseline;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.animals.release.prometheus.BinCounts;
import dev.animals.release.prometheus.ExpectedAccuracy;
import dev.animals.release.prometheus.FakePrometheus;
import dev.animals.release.prometheus.Source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ObservedTests {

	private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

	@RegisterExtension
	private final FakePrometheus prometheus = new FakePrometheus();

	@BeforeEach
	void count() {
		this.prometheus.count("int8", "verdicts", "animal", hours(30, 90))
			.count("int8", "verdicts", "unknown", hours(30, 10))
			.count("int8", "groups", "bird", hours(30, 60))
			.count("int8", "groups", "cat", hours(30, 30))
			.count("", "pixels", "up to 0.5 MP", hours(30, 100))
			.count("", "pixels", "over 8 MP", hours(30, 20));
	}

	@Test
	void countsThePhotosSinceTheFirstOne() {
		Observed observed = observed();
		assertThat(observed.photos()).isEqualTo(3000);
		assertThat(observed.model()).isEqualTo("int8");
		assertThat(observed.from()).isEqualTo(NOW.minus(Duration.ofHours(29).plusMinutes(30)));
	}

	@Test
	void asksForTheRevisionInItsNamespace() {
		observed();
		assertThat(this.prometheus.queries()).allMatch(
				(query) -> query.contains("{namespace=\"animals-dev\",service=\"animals\",revision=\"animals-00001\""));
	}

	@Test
	void freezesTheTotalsAndTheSpreadOfEachDistribution() {
		Baseline baseline = observed().freeze("eve", "");
		assertThat(baseline.distributions().keySet()).containsExactly("groups", "pixels", "verdicts");
		assertThat(baseline.distributions()).hasEntrySatisfying("groups", (groups) -> {
			assertThat(groups.ofModel()).isTrue();
			assertThat(groups.bins()).containsEntry("bird", 1800L).containsEntry("cat", 900L);
			assertThat(groups.spread().hours()).isEqualTo(30);
			assertThat(groups.spread().hour()).hasValue(0);
		});
		assertThat(baseline.distributions()).hasEntrySatisfying("pixels",
				(pixels) -> assertThat(pixels.ofModel()).isFalse());
	}

	@Test
	void freezesTheModelThatClassifiedMostPhotos() {
		this.prometheus.count("bfloat16", "verdicts", "animal", hours(30, 300))
			.count("bfloat16", "verdicts", "unknown", hours(30, 30));
		assertThat(observed().models()).containsEntry("int8", 3000L).containsEntry("bfloat16", 9900L);
		assertThat(observed().freeze("eve", "")).satisfies((baseline) -> {
			assertThat(baseline.model()).isEqualTo("bfloat16");
			assertThat(baseline.distributions().keySet()).containsExactly("pixels", "verdicts");
		});
	}

	@Test
	void freezesTheExpectedAccuracyOfThisModel() {
		this.prometheus.expect("int8", 2200, 250, 2700).expect("bfloat16", 10, 1, 20);
		assertThat(observed().freeze("eve", "").accuracy()).satisfies((accuracy) -> {
			assertThat(accuracy).isEqualTo(new ExpectedAccuracy(2200, 250, 2700));
			assertThat(accuracy.mean()).isCloseTo(0.8148, within(1e-4));
			// The mean of the squares is (2200 - 250) / 2700.
			assertThat(accuracy.error()).isCloseTo(Math.sqrt((0.72222 - 0.66392) / 2700), within(1e-5));
		});
		assertThat(this.prometheus.queries())
			.anyMatch((query) -> query.contains("revision:animals_predictions:increase30s") && query.contains("[30h]"));
	}

	@Test
	void leavesOutADistributionWithoutPhotos() {
		this.prometheus.count("int8", "content-1", "0.1", 0).count("int8", "content-1", "+Inf", 0);
		assertThat(observed().freeze("eve", "").distributions()).doesNotContainKey("content-1");
	}

	@Test
	void isEnoughAtBothLimits() {
		assertThat(observed().shortage(3000, Duration.ofHours(29))).isEmpty();
	}

	@Test
	void saysWhenThereAreEnoughPhotos() {
		assertThat(observed().shortage(3500, Duration.ofHours(24)))
			.hasValueSatisfying((sentence) -> assertThat(sentence).contains(
					"animals-00001 has counted 3000 of 3500 photos in 29 h of 24 h", "100.0 photos an hour",
					"enough at 2026-11-30T17:00:00Z"));
	}

	@Test
	void saysWhenTheTimeIsLongEnough() {
		assertThat(observed().shortage(100, Duration.ofDays(2)))
			.hasValueSatisfying((sentence) -> assertThat(sentence).contains("enough at 2026-12-01T06:30:00Z"));
	}

	@Test
	void doesNotKnowWhenThereAreEnoughWithoutRecentPhotos() {
		Observed observed = observed(new FakePrometheus());
		assertThat(observed.shortage(100, Duration.ofDays(2)))
			.hasValueSatisfying((sentence) -> assertThat(sentence).contains("0 of 100 photos", "not known"));
	}

	private Observed observed() {
		return observed(this.prometheus);
	}

	private static Observed observed(FakePrometheus prometheus) {
		return Observed.of(new BinCounts(Source.at(URI.create(prometheus.url())), "animals-dev"), "animals-00001", NOW,
				Duration.ofDays(14));
	}

	private static long[] hours(int hours, long photos) {
		long[] counts = new long[hours];
		Arrays.fill(counts, photos);
		return counts;
	}

}
