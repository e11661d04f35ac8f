package dev.animals.release.baseline;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.release.prometheus.ExpectedAccuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class BaselineTests {

	private static final Baseline BASELINE = new Baseline("lite0-1.1.0-int8", "animals-00001",
			Instant.parse("2026-11-20T10:30:00Z"), Instant.parse("2026-11-30T12:00:00Z"), 1000,
			new ExpectedAccuracy(800.5, 90, 900), "eve@laptop (pid 7)", "animals-drift-baseline-2",
			new TreeMap<>(Map.of("confidence",
					new Reference(true, new TreeMap<>(Map.of("0.1", 0L, "1.0", 900L, "+Inf", 100L, "no", 0L)),
							new Spread(OptionalDouble.of(0.00001), OptionalDouble.of(0.25), 40, 9)),
					"pixels",
					new Reference(false, new TreeMap<>(Map.of("up to 0.5 MP", 1L, "2026-11-30", 0L, "1e3", 0L)),
							new Spread(OptionalDouble.empty(), OptionalDouble.empty(), 0, 0)))));

	@Test
	void isTheSameAfterItWasWrittenAndRead() {
		assertThat(Baseline.read(BASELINE.document())).isEqualTo(BASELINE);
	}

	@Test
	void isWrittenForPeople() {
		assertThat(BASELINE.document()).contains("model: lite0-1.1.0-int8\n", "from: '2026-11-20T10:30:00Z'\n",
				"photos: 1000\n", "  confidence:\n", "    bins:\n", "      '1.0': 900\n");
	}

	@Test
	void acceptsFieldsOfLaterVersions() {
		assertThat(Baseline.read(BASELINE.document() + "later: 1\n")).isEqualTo(BASELINE);
	}

	@Test
	void addsHalfAPhotoToEachBin() {
		Reference reference = new Reference(true, new TreeMap<>(Map.of("a", 9L, "b", 0L)),
				new Spread(OptionalDouble.empty(), OptionalDouble.empty(), 0, 0));
		assertThat(reference.bins().entrySet()).extracting(reference::share)
			.satisfiesExactly((share) -> assertThat(share).isCloseTo(0.95, within(1e-12)),
					(share) -> assertThat(share).isCloseTo(0.05, within(1e-12)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nonsense", "[]", "a: [", "model: x", "!!java.net.URL [http://localhost]" })
	void rejectsADocumentThatIsNoBaseline(String document) {
		assertThatThrownBy(() -> Baseline.read(document)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("no baseline");
	}

	@ParameterizedTest
	@ValueSource(strings = { "photos: 1000/photos: many", "'1.0': 900/'1.0': -1", "'1.0': 900/'1.0': null",
			"right: 800.5/right: -1", "variance: 90.0/variance: .nan", "answers: 900/answers: -1",
			"day: 0.25/day: -0.25", "day: 0.25/day: .nan", "revision: animals-00001/revision: null",
			"to: '2026-11-30T12:00:00Z'/to: today" })
	void rejectsInvalidValues(String change) {
		String[] parts = change.split("/", 2);
		assertThat(BASELINE.document()).contains(parts[0]);
		assertThatThrownBy(() -> Baseline.read(BASELINE.document().replace(parts[0], parts[1])))
			.isInstanceOf(IllegalArgumentException.class);
	}

}
