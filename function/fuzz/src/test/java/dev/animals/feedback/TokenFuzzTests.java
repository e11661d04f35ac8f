package dev.animals.feedback;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.animals.fuzz.Seeds;
import dev.animals.rejection.RejectedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Prediction tokens that somebody else made up.
 */
class TokenFuzzTests {

	private static final Prediction KOALA = new Prediction("id-1", "lite0-1.1.0", "koala", "marsupial", 0.94, null);

	private static final PredictionTokens TOKENS = tokens("a-key-for-tests-a-key-for-tests-!");

	static Stream<byte[]> seeds() {
		return Seeds.texts(TOKENS.issue(KOALA), tokens("another-key-another-key-another-key").issue(KOALA), "a.b.c",
				"eyJhbGciOiJub25lIn0.e30.");
	}

	private static PredictionTokens tokens(String key) {
		return new PredictionTokens(new FeedbackSettings(key, null, Duration.ofDays(30), Duration.ofDays(7), ""),
				Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), "");
	}

	@MethodSource("seeds")
	@FuzzTest
	void areAcceptedOnlyIfThisServiceIssuedThem(byte[] token) {
		try {
			assertThat(TOKENS.verify(new String(token, StandardCharsets.UTF_8)).prediction()).isEqualTo(KOALA);
		}
		catch (RejectedException ex) {
			assertThat(ex.detail()).isNotEmpty();
		}
	}

}
