package dev.animals.feedback;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import dev.animals.rejection.Outcome;
import dev.animals.rejection.Outcome.Accepted;
import dev.animals.rejection.Outcome.Rejected;
import dev.animals.rejection.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PredictionTokensTests {

	private static final String OLD = "old-key-old-key-old-key-old-key-";

	private static final String NEW = "new-key-new-key-new-key-new-key-";

	private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

	private static final Prediction KOALA = new Prediction("id-1", "lite0-1.0.0", "koala", "marsupial", 0.94);

	@Test
	void readsBackWhatItIssued() {
		PredictionTokens tokens = tokens(NEW, null, NOW);
		assertThat(tokens.verify(tokens.issue(KOALA))).isEqualTo(new Accepted<>(KOALA));
	}

	@Test
	void readsBackWhatAnotherProcessWithTheKeyIssued() {
		assertThat(tokens(NEW, null, NOW).verify(tokens(NEW, null, NOW).issue(KOALA))).isEqualTo(new Accepted<>(KOALA));
	}

	@Test
	void stillBelievesThePreviousKey() {
		assertThat(tokens(NEW, OLD, NOW).verify(tokens(OLD, null, NOW).issue(KOALA))).isEqualTo(new Accepted<>(KOALA));
	}

	@Test
	void signsWithTheCurrentKey() {
		assertThat(tokens(NEW, null, NOW).verify(tokens(NEW, OLD, NOW).issue(KOALA))).isEqualTo(new Accepted<>(KOALA));
	}

	@Test
	void worksWithoutAKeyWithinOneProcess() {
		PredictionTokens tokens = tokens(null, null, NOW);
		assertThat(tokens.verify(tokens.issue(KOALA))).isEqualTo(new Accepted<>(KOALA));
	}

	@Test
	void neverPrintsItsKeys() {
		assertThat(new FeedbackSettings(NEW, OLD, Duration.ofDays(30)).toString()).doesNotContain(NEW, OLD);
	}

	@Nested
	class Failures {

		@Test
		void refusesATokenOfAnUnknownKey() {
			assertRefused(tokens(NEW, null, NOW).verify(tokens(OLD, null, NOW).issue(KOALA)));
		}

		@Test
		void refusesAChangedToken() {
			PredictionTokens tokens = tokens(NEW, null, NOW);
			String[] parts = tokens.issue(KOALA).split("\\.", -1);
			String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
			String forged = Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(claims.replace("koala", "llama").getBytes(StandardCharsets.UTF_8));
			assertRefused(tokens.verify(parts[0] + "." + forged + "." + parts[2]));
		}

		@Test
		void refusesAnUnsignedToken() {
			String header = base64("{\"alg\":\"none\"}");
			assertRefused(tokens(NEW, null, NOW).verify(header + "." + base64("{\"exp\":9999999999}") + "."));
		}

		@Test
		void refusesATokenThatIsTooOld() {
			String token = tokens(NEW, null, NOW).issue(KOALA);
			assertRefused(tokens(NEW, null, NOW.plus(Duration.ofDays(31))).verify(token));
		}

		@Test
		void refusesWhatIsNoToken() {
			assertRefused(tokens(NEW, null, NOW).verify("koala"));
		}

		@Test
		void refusesAShortKey() {
			assertThatIllegalArgumentException().isThrownBy(() -> tokens("short", null, NOW))
				.withMessageContaining("animals.feedback.key")
				.withMessageNotContaining("short");
		}

		@Test
		void refusesAValidityOfZero() {
			assertThatIllegalArgumentException().isThrownBy(() -> new FeedbackSettings(NEW, null, Duration.ZERO));
		}

		private static void assertRefused(Outcome<Prediction> outcome) {
			assertThat(outcome).isInstanceOfSatisfying(Rejected.class,
					(rejected) -> assertThat(rejected.reason()).isEqualTo(Reason.INVALID_PREDICTION));
		}

		private static String base64(String text) {
			return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
		}

	}

	private static PredictionTokens tokens(@Nullable String key, @Nullable String previous, Instant now) {
		return new PredictionTokens(new FeedbackSettings(key, previous, Duration.ofDays(30)),
				Clock.fixed(now, ZoneOffset.UTC));
	}

}
