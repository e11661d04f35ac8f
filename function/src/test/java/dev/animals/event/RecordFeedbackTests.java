package dev.animals.event;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.cloudevents.core.builder.CloudEventBuilder;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RecordFeedbackTests {

	private final FunctionFixture function = new FunctionFixture();

	private final Answer answer = this.function.classifyImage.classify(FunctionFixture.koala().build(), 1, Mode.IMAGE);

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

	private boolean record(String prediction, String label) {
		return this.function.recordFeedback.record(json(prediction, label));
	}

	private byte[] json(String prediction, String label) {
		return this.function.mapper.writeValueAsBytes(Map.of("prediction", prediction, "label", label));
	}

}
