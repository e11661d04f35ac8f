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

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PredictionTokensTests {

	private static final String OLD = "old-key-old-key-old-key-old-key-";

	private static final String NEW = "new-key-new-key-new-key-new-key-";

	/** A token that the service issued before it could ask for feedback. */
	private static final String OF_AN_OLDER_VERSION = "eyJhbGciOiJIUzI1NiJ9."
			+ "eyJjb25maWRlbmNlIjowLjk0LCJtb2RlbCI6ImxpdGUwLTEuMi4wIiwibGFiZWwiOiJrb2FsYSIsImV4cCI6MTc5ODAyNzIw"
			+ "MCwiaWF0IjoxNzk1NDM1MjAwLCJqdGkiOiJpZC0xIiwiZ3JvdXAiOiJtYXJzdXBpYWwifQ."
			+ "DbZW_bKsILDY1FtT4qSqrURWJgU07G6-6R6RMeMuFrc";

	private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

	private static final Prediction KOALA = new Prediction("id-1", "lite0-1.2.0", "koala", "marsupial", 0.94, null);

	@Test
	void verifiesATokenThatItIssued() {
		PredictionTokens tokens = tokens(NEW, null, NOW);
		assertThat(tokens.verify(tokens.issue(KOALA)).prediction()).isEqualTo(KOALA);
	}

	@Test
	void verifiesATokenThatAnotherProcessWithTheSameKeyIssued() {
		assertThat(tokens(NEW, null, NOW).verify(tokens(NEW, null, NOW).issue(KOALA)).prediction()).isEqualTo(KOALA);
	}

	@Test
	void verifiesATokenThatThePreviousKeySigned() {
		assertThat(tokens(NEW, OLD, NOW).verify(tokens(OLD, null, NOW).issue(KOALA)).prediction()).isEqualTo(KOALA);
	}

	@Test
	void signsWithTheCurrentKeyAndNotThePreviousOne() {
		assertThat(tokens(NEW, null, NOW).verify(tokens(NEW, OLD, NOW).issue(KOALA)).prediction()).isEqualTo(KOALA);
	}

	@Test
	void verifiesItsOwnTokensWithoutASetKey() {
		PredictionTokens tokens = tokens(null, null, NOW);
		assertThat(tokens.verify(tokens.issue(KOALA)).prediction()).isEqualTo(KOALA);
	}

	@Test
	void aTokenTellsWhichRevisionIssuedItAndWhen() {
		PredictionTokens tokens = new PredictionTokens(settings(NEW, null), Clock.fixed(NOW, ZoneOffset.UTC),
				"animals-00002");
		assertThat(tokens.verify(tokens.issue(KOALA))).isEqualTo(new SignedPrediction(KOALA, "animals-00002", NOW));
	}

	@Test
	void aTokenFromOutsideKnativeNamesNoRevision() {
		PredictionTokens tokens = tokens(NEW, null, NOW);
		assertThat(tokens.verify(tokens.issue(KOALA)).revision()).isEmpty();
	}

	@Test
	void aTokenTellsTheChanceWithWhichItsAnswerWasChosen() {
		PredictionTokens tokens = tokens(NEW, null, NOW);
		assertThat(tokens.verify(tokens.issue(KOALA.asked(50))).prediction()).isEqualTo(KOALA.asked(50));
	}

	@Test
	void verifiesATokenOfAnOlderVersion() {
		assertThat(tokens(NEW, null, NOW).verify(OF_AN_OLDER_VERSION)).isEqualTo(new SignedPrediction(KOALA, "", NOW));
	}

	@Test
	void theTokenOfAnAnswerThatWasNotChosenIsThatOfAnOlderVersion() {
		assertThat(tokens(NEW, null, NOW).issue(KOALA)).isEqualTo(OF_AN_OLDER_VERSION);
	}

	/** Older versions read the claims that they know and ignore others. */
	@Test
	void theTokenOfAChosenAnswerHasOneMoreClaimThanThatOfAnOlderVersion() {
		assertThat(claims(tokens(NEW, null, NOW).issue(KOALA.asked(50))).replace("\"askedOneIn\":50,", ""))
			.isEqualTo(claims(OF_AN_OLDER_VERSION));
	}

	@Test
	void theTextOfTheSettingsContainsNoKey() {
		assertThat(settings(NEW, OLD).toString()).doesNotContain(NEW, OLD);
	}

	@Test
	void aPredictionIsLateOnceItIsOlderThanTheSetting() {
		SignedPrediction prediction = new SignedPrediction(KOALA, "", NOW);
		assertThat(tokens(NEW, null, NOW.plus(Duration.ofDays(7))).isLate(prediction)).isFalse();
		assertThat(tokens(NEW, null, NOW.plus(Duration.ofDays(7)).plusMillis(1)).isLate(prediction)).isTrue();
	}

	@Nested
	class Rejections {

		@Test
		void rejectsATokenThatAnUnknownKeySigned() {
			assertRejected(tokens(NEW, null, NOW), tokens(OLD, null, NOW).issue(KOALA));
		}

		@Test
		void rejectsATokenWithChangedClaims() {
			PredictionTokens tokens = tokens(NEW, null, NOW);
			String[] parts = tokens.issue(KOALA).split("\\.", -1);
			String claims = claims(tokens.issue(KOALA));
			String forged = Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(claims.replace("koala", "llama").getBytes(StandardCharsets.UTF_8));
			assertRejected(tokens, parts[0] + "." + forged + "." + parts[2]);
		}

		@Test
		void rejectsAnUnsignedToken() {
			String header = base64("{\"alg\":\"none\"}");
			assertRejected(tokens(NEW, null, NOW), header + "." + base64("{\"exp\":9999999999}") + ".");
		}

		@Test
		void rejectsATokenWhoseHeaderOrClaimsAreNull() {
			assertRejected(tokens(NEW, null, NOW), base64("null") + "." + base64("{}") + ".AA");
			assertRejected(tokens(NEW, null, NOW), base64("{\"alg\":\"HS256\"}") + "." + base64("null") + ".AA");
		}

		@Test
		void rejectsAnExpiredToken() {
			String token = tokens(NEW, null, NOW).issue(KOALA);
			assertRejected(tokens(NEW, null, NOW.plus(Duration.ofDays(31))), token);
		}

		@Test
		void rejectsTextThatIsNotAToken() {
			assertRejected(tokens(NEW, null, NOW), "koala");
		}

		@Test
		void rejectsAShortKey() {
			assertThatIllegalArgumentException().isThrownBy(() -> tokens("short", null, NOW))
				.withMessageContaining("animals.feedback.key")
				.withMessageNotContaining("short");
		}

		@Test
		void rejectsAValidityOfZero() {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> new FeedbackSettings(NEW, null, Duration.ZERO, Duration.ofDays(7), 0, ""));
		}

		@Test
		void rejectsANegativeNumberOfAnswersAmongWhichOneIsChosen() {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> new FeedbackSettings(NEW, null, Duration.ofDays(30), Duration.ofDays(7), -1, ""))
				.withMessage("animals.feedback.ask-one-in must be 0 or more, but it is -1");
		}

		private static void assertRejected(PredictionTokens tokens, String token) {
			assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> tokens.verify(token))
				.satisfies((rejected) -> assertThat(rejected.reason()).isEqualTo(Reason.INVALID_PREDICTION));
		}

		private static String base64(String text) {
			return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
		}

	}

	private static String claims(String token) {
		return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
	}

	private static FeedbackSettings settings(@Nullable String key, @Nullable String previous) {
		return new FeedbackSettings(key, previous, Duration.ofDays(30), Duration.ofDays(7), 0, "");
	}

	private static PredictionTokens tokens(@Nullable String key, @Nullable String previous, Instant now) {
		return new PredictionTokens(settings(key, previous), Clock.fixed(now, ZoneOffset.UTC), "");
	}

}
