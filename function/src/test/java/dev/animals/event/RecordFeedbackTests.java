package dev.animals.event;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.cloudevents.core.builder.CloudEventBuilder;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import dev.animals.metrics.Mode;
import dev.animals.rejection.Outcome;
import dev.animals.rejection.Outcome.Accepted;
import dev.animals.rejection.Outcome.Rejected;
import dev.animals.rejection.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RecordFeedbackTests {

	private final FunctionFixture function = new FunctionFixture();

	private final Answer answer = ((Accepted<Answer>) this.function.classifyImage
		.classify(FunctionFixture.koala().build(), 1, Mode.IMAGE)).value();

	@Test
	void isRightWhereTheClassIs() {
		assertThat(record(this.answer.prediction(), "koala")).isEqualTo(new Accepted<>(true));
	}

	@Test
	void isRightWhereTheGroupIs() {
		assertThat(record(this.answer.prediction(), this.answer.top().getFirst().group()))
			.isEqualTo(new Accepted<>(true));
	}

	@Test
	void isWrongWhereAnotherClassIs() {
		assertThat(record(this.answer.prediction(), "wombat")).isEqualTo(new Accepted<>(false));
	}

	@Test
	void countsJudgements() {
		record(this.answer.prediction(), "koala");
		assertThat(this.function.registry.get("animals.feedback").tag("right", "true").counter().count()).isEqualTo(1);
	}

	@Test
	void takesEventsOfOtherAdapters() {
		this.function.recordFeedback.accept(CloudEventBuilder.v1(FunctionFixture.koala().build())
			.withData("application/json", json(this.answer.prediction(), "koala"))
			.build());
		assertThat(this.function.registry.get("animals.feedback").counter().count()).isEqualTo(1);
	}

	@Nested
	class Failures {

		@Test
		void refusesAnUnknownLabel() {
			assertReason(record(RecordFeedbackTests.this.answer.prediction(), "unicorn"), Reason.UNKNOWN_LABEL);
		}

		@Test
		void refusesAForgedPrediction() {
			assertReason(record("a.b.c", "koala"), Reason.INVALID_PREDICTION);
		}

		@Test
		void refusesFeedbackWithoutAPrediction() {
			assertReason(record("{\"label\": \"koala\"}"), Reason.INVALID_PREDICTION);
		}

		@Test
		void refusesFeedbackWithoutALabel() {
			assertReason(record("{\"prediction\": \"" + RecordFeedbackTests.this.answer.prediction() + "\"}"),
					Reason.UNKNOWN_LABEL);
		}

		@Test
		void refusesWhatIsNoObject() {
			assertReason(record("koala"), Reason.INVALID_PARAMETER);
		}

		@Test
		void refusesNull() {
			assertReason(record("null"), Reason.INVALID_PREDICTION);
		}

		@Test
		void refusesNothing() {
			assertReason(record(""), Reason.EMPTY);
		}

		@Test
		void throwsWhereAnAdapterHasToDeadLetter() {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> RecordFeedbackTests.this.function.recordFeedback
					.accept(CloudEventBuilder.v1(FunctionFixture.koala().build()).withoutData().build()))
				.withMessageContaining("There are no bytes");
		}

		private static void assertReason(Outcome<Boolean> outcome, Reason reason) {
			assertThat(outcome).isInstanceOfSatisfying(Rejected.class,
					(rejected) -> assertThat(rejected.reason()).isEqualTo(reason));
		}

	}

	private Outcome<Boolean> record(String json) {
		return this.function.recordFeedback.record(json.getBytes(StandardCharsets.UTF_8));
	}

	private Outcome<Boolean> record(String prediction, String label) {
		return this.function.recordFeedback.record(json(prediction, label));
	}

	private byte[] json(String prediction, String label) {
		return this.function.mapper.writeValueAsBytes(Map.of("prediction", prediction, "label", label));
	}

}
