package dev.animals.event;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import io.cloudevents.core.builder.CloudEventBuilder;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.feedback.Prediction;
import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RecordFeedbackTests {

	private static final Prediction NO_ANIMAL = new Prediction("1", "lite0-1.2.0", "hen", "fowl", 0.004, 0.97);

	private final FunctionFixture function = new FunctionFixture();

	private final Answer answer = this.function.classifyImage.classify(FunctionFixture.koala().build(),
			AnswerOptions.DEFAULT, Mode.IMAGE);

	@Test
	void thePredictionIsRightIfItsClassIsTheLabel() {
		assertThat(record(this.answer.prediction(), "koala")).isTrue();
	}

	@Test
	void thePredictionIsRightIfItsGroupIsTheLabel() {
		assertThat(record(this.answer.prediction(), this.answer.top().getFirst().group())).isTrue();
	}

	@Test
	void thePredictionIsWrongIfAnotherClassIsTheLabel() {
		assertThat(record(this.answer.prediction(), "wombat")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Koala", "koalas", "koala bear", "marsupial", "mammal" })
	void thePredictionIsRightIfANameOrAGeneralWordMeansItsClass(String word) {
		assertThat(record(this.answer.prediction(), word)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "bird", "polar bear", "none of these", "not an animal" })
	void thePredictionIsWrongIfTheWordDoesNotMeanItsClass(String word) {
		assertThat(record(this.answer.prediction(), word)).isFalse();
	}

	@Test
	void aTokenThatIsSentTwiceCountsOnce() {
		record(this.answer.prediction(), "wombat");
		record(this.answer.prediction(), "wombat");
		assertThat(this.function.registry.get("animals.feedback").tags("right", "false").counter().count())
			.isEqualTo(1);
		assertThat(this.function.registry.get("animals.feedback.repeated").counter().count()).isEqualTo(1);
	}

	@Test
	void feedbackOnAnOldAnswerIsCountedSeparately() {
		String old = FunctionFixture.issued(NO_ANIMAL, Duration.ofDays(8));
		assertThat(record(old, "koala")).isFalse();
		record(old, "koala");
		Prediction hen = new Prediction("2", "lite0-1.2.0", "hen", "fowl", 0.9, null);
		record(FunctionFixture.issued(hen, Duration.ofDays(8)), "not an animal");
		assertThat(this.function.registry.get("animals.feedback.late")
			.tags("model", "lite0-1.2.0", "right", "false")
			.counter()
			.count()).isEqualTo(2);
		assertThat(this.function.registry.find("animals.feedback").counter()).isNull();
	}

	@Test
	void aReplyCountsWithTheChanceOfItsAnswer() {
		record(this.function.tokens.issue(NO_ANIMAL.asked(20)), "not an animal");
		Prediction hen = new Prediction("2", "lite0-1.2.0", "hen", "fowl", 0.9, null, 4);
		record(this.function.tokens.issue(hen), "koala");
		assertThat(asked("replies", "right", "true")).isEqualTo(1);
		assertThat(asked("replies", "right", "false")).isEqualTo(1);
		assertThat(asked("weight", "right", "true")).isEqualTo(20);
		assertThat(asked("weight", "right", "false")).isEqualTo(4);
		assertThat(asked("squares")).isEqualTo(20 * 20 + 4 * 4);
		assertThat(this.function.registry.get("animals.feedback").tags("right", "true").counter().count()).isEqualTo(1);
	}

	@Test
	void onlyRepliesOfUsersWhoWereAskedCountAsSuch() {
		record(this.answer.prediction(), "koala");
		String old = FunctionFixture.issued(NO_ANIMAL.asked(20), Duration.ofDays(8));
		record(old, "koala");
		assertThat(this.function.registry.find("animals.feedback.asked.replies").counter()).isNull();
	}

	@Test
	void aReplyThatIsSentTwiceCountsOnce() {
		String token = this.function.tokens.issue(NO_ANIMAL.asked(20));
		record(token, "koala");
		record(token, "koala");
		assertThat(asked("replies")).isEqualTo(1);
	}

	@Test
	void theVerdictNotAnAnimalIsRightIfThePhotoShowsNoAnimal() {
		assertThat(record(this.function.tokens.issue(NO_ANIMAL), "not an animal")).isTrue();
		assertThat(this.function.registry.get("animals.feedback")
			.tags("group", "none", "right", "true", "bin", "1.0")
			.counter()
			.count()).isEqualTo(1);
	}

	@Test
	void theVerdictNotAnAnimalIsWrongIfThePhotoShowsAnAnimal() {
		assertThat(record(this.function.tokens.issue(NO_ANIMAL), "koala")).isFalse();
		assertThat(record(this.function.tokens.issue(NO_ANIMAL), "none of these")).isFalse();
	}

	@Test
	void feedbackThatAnAnimalIsNoneCountsAgainstTheGroupOfTheAnswer() {
		record(this.answer.prediction(), "not an animal");
		assertThat(this.function.registry.get("animals.feedback")
			.tags("group", "other mammal", "right", "false")
			.counter()
			.count()).isEqualTo(1);
	}

	@Test
	void countsFeedback() {
		record(this.answer.prediction(), "koala");
		assertThat(this.function.registry.get("animals.feedback").tag("right", "true").counter().count()).isEqualTo(1);
	}

	@Test
	void countsFeedbackInAnEvent() {
		this.function.recordFeedback.accept(CloudEventBuilder.v1(FunctionFixture.koala().build())
			.withData("application/json", json(this.answer.prediction(), "koala"))
			.build());
		assertThat(this.function.registry.get("animals.feedback").counter().count()).isEqualTo(1);
	}

	@Nested
	class Rejections {

		@Test
		void rejectsAnUnknownLabel() {
			assertRejected(json(RecordFeedbackTests.this.answer.prediction(), "unicorn"), Reason.UNKNOWN_LABEL);
		}

		@Test
		void offersTheNearestNamesForAMisspelledLabel() {
			assertThat(reject("polr bear")).satisfies((rejected) -> {
				assertThat(rejected.suggestions()).startsWith("polar bear");
				assertThat(rejected.detail()).contains("nearest names are: polar bear");
			});
		}

		@Test
		void saysThatTheModelDoesNotKnowAnAnimal() {
			assertThat(reject("dolphins")).satisfies((rejected) -> {
				assertThat(rejected.suggestions()).containsExactly("none of these");
				assertThat(rejected.detail()).contains("does not know this animal: dolphin.");
			});
		}

		private RejectedException reject(String label) {
			return catchThrowableOfType(RejectedException.class,
					() -> record(RecordFeedbackTests.this.answer.prediction(), label));
		}

		@Test
		void rejectsAForgedPrediction() {
			assertRejected(json("a.b.c", "koala"), Reason.INVALID_PREDICTION);
		}

		@Test
		void rejectsFeedbackWithoutAPrediction() {
			assertRejected("{\"label\": \"koala\"}", Reason.INVALID_PREDICTION);
		}

		@Test
		void rejectsFeedbackWithoutALabel() {
			assertRejected("{\"prediction\": \"" + RecordFeedbackTests.this.answer.prediction() + "\"}",
					Reason.UNKNOWN_LABEL);
		}

		@Test
		void rejectsTextThatIsNotJson() {
			assertRejected("koala", Reason.INVALID_PARAMETER);
		}

		@Test
		void rejectsTheJsonValueNull() {
			assertRejected("null", Reason.INVALID_PREDICTION);
		}

		@Test
		void rejectsEmptyFeedback() {
			assertRejected("", Reason.EMPTY);
		}

		@Test
		void countsRejectedFeedbackInAnEventAndThrowsForTheAdapter() {
			assertThatExceptionOfType(RejectedException.class)
				.isThrownBy(() -> RecordFeedbackTests.this.function.recordFeedback
					.accept(CloudEventBuilder.v1(FunctionFixture.koala().build()).withoutData().build()))
				.withMessageContaining("has no bytes");
			assertThat(RecordFeedbackTests.this.function.registry.get("animals.rejections")
				.tag("reason", "empty")
				.counter()
				.count()).isEqualTo(1);
		}

		private void assertRejected(String json, Reason reason) {
			assertRejected(json.getBytes(StandardCharsets.UTF_8), reason);
		}

		private void assertRejected(byte[] json, Reason reason) {
			assertThatExceptionOfType(RejectedException.class)
				.isThrownBy(() -> RecordFeedbackTests.this.function.recordFeedback.record(json))
				.satisfies((rejected) -> assertThat(rejected.reason()).isEqualTo(reason));
		}

	}

	private double asked(String name, String... tags) {
		return this.function.registry.get("animals.feedback.asked." + name)
			.tag("model", "lite0-1.2.0")
			.tags(tags)
			.counter()
			.count();
	}

	private boolean record(String prediction, String label) {
		return this.function.recordFeedback.record(json(prediction, label));
	}

	private byte[] json(String prediction, String label) {
		return this.function.mapper.writeValueAsBytes(Map.of("prediction", prediction, "label", label));
	}

}
