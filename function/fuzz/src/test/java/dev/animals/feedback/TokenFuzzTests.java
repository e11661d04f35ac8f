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

	/**
	 * A token of the koala. Jazzer would not instrument classes that create the seeds.
	 */
	private static final String GENUINE = """
			eyJhbGciOiJIUzI1NiJ9.\
			eyJjb25maWRlbmNlIjowLjk0LCJtb2RlbCI6ImxpdGUwLTEuMS4wIiwibGFiZWwiOiJrb2FsYSIsImV4cCI6MjU5MjAwMCwiaWF0Ijow\
			LCJqdGkiOiJpZC0xIiwiZ3JvdXAiOiJtYXJzdXBpYWwifQ.\
			RlfaRoVboYGs4JVVWpiLMb_rEB606NVRCTNWeS4WzkI""";

	static Stream<byte[]> seeds() {
		return Seeds.texts(GENUINE, GENUINE.replace("RlfaRo", "RlfaRp"), "a.b.c", "eyJhbGciOiJub25lIn0.e30.",
				"bnVsbA.e30.AA");
	}

	@MethodSource("seeds")
	@FuzzTest
	void areAcceptedOnlyIfThisServiceIssuedThem(byte[] token) {
		PredictionTokens tokens = new PredictionTokens(new FeedbackSettings("a-key-for-tests-a-key-for-tests-!", null,
				Duration.ofDays(30), Duration.ofDays(7), 0, ""), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), "");
		try {
			assertThat(tokens.verify(new String(token, StandardCharsets.UTF_8)).prediction().label())
				.isEqualTo("koala");
		}
		catch (RejectedException ex) {
			assertThat(new String(token, StandardCharsets.UTF_8)).isNotEqualTo(GENUINE);
		}
	}

}
