package dev.animals.event;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.builder.CloudEventBuilder;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import dev.animals.feedback.Prediction;
import dev.animals.photos.Photos;
import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClassifyImageTests {

	private final FunctionFixture function = new FunctionFixture();

	@Test
	void answersAnEventWithAnEvent() {
		CloudEvent reply = this.function.classifyImage.apply(FunctionFixture.koala().build());
		assertThat(reply.getType()).isEqualTo("dev.animals.image.classified.v1");
		assertThat(reply.getSource()).hasToString("/animals");
		assertThat(reply.getDataContentType()).isEqualTo("application/json");
		JsonNode answer = data(reply);
		assertThat(answer.get("verdict").asString()).isEqualTo("animal");
		assertThat(answer.get("top")).hasSize(5);
		assertThat(answer.get("top").get(0).get("label").asString()).isEqualTo("koala");
		assertThat(answer.get("model").get("name").asString()).isEqualTo("lite0");
	}

	@Test
	void namesTheRequestAsTheCauseOfTheReply() {
		CloudEvent reply = this.function.classifyImage.apply(FunctionFixture.koala().build());
		assertThat(reply.getExtension("causationid")).isEqualTo("photo-1");
	}

	@Test
	void copiesOnlyTheSubjectAndTheTraceOfTheRequest() {
		CloudEvent request = FunctionFixture.koala()
			.withSubject("zoo")
			.withExtension("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
			.withExtension("tracestate", "vendor=1")
			.withExtension("secret", "password")
			.build();
		CloudEvent reply = this.function.classifyImage.apply(request);
		assertThat(reply.getSubject()).isEqualTo("zoo");
		assertThat(reply.getExtensionNames()).containsExactlyInAnyOrder("traceparent", "tracestate", "causationid");
		assertThat(reply.getExtension("traceparent"))
			.isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
	}

	@Test
	void usesOneIdForTheReplyItsDataAndItsToken() {
		CloudEvent reply = this.function.classifyImage.apply(FunctionFixture.koala().build());
		JsonNode answer = data(reply);
		assertThat(answer.get("id").asString()).isEqualTo(reply.getId());
		assertThat(this.function.tokens.verify(answer.get("prediction").asString()).prediction().id())
			.isEqualTo(reply.getId());
	}

	@Test
	void givesTheReplyToARepeatedEventTheSameId() {
		CloudEvent request = FunctionFixture.koala().build();
		assertThat(this.function.classifyImage.apply(request).getId())
			.isEqualTo(this.function.classifyImage.apply(request).getId());
	}

	@Test
	void givesRepliesToEventsFromOtherSourcesOtherIds() {
		CloudEvent other = FunctionFixture.koala().withSource(URI.create("/camera/8")).build();
		assertThat(this.function.classifyImage.apply(other).getId())
			.isNotEqualTo(this.function.classifyImage.apply(FunctionFixture.koala().build()).getId());
	}

	@Test
	void signsThePrediction() {
		Answer answer = classify(FunctionFixture.koala().build());
		assertThat(this.function.tokens.verify(answer.prediction()).prediction()).isEqualTo(new Prediction(answer.id(),
				"lite0-1.2.0", "koala", answer.top().getFirst().group(), answer.top().getFirst().confidence(), null));
	}

	@Test
	void namesTheModelWithItsPrecision() {
		assertThat(classify(FunctionFixture.koala().build()).model())
			.isEqualTo(new Answer.ModelVersion("lite0", "1.2.0", "float32"));
	}

	@Test
	void namesAsManyAnimalsAsTheSenderAsksFor() {
		Answer answer = this.function.classifyImage.classify(FunctionFixture.koala().build(),
				new AnswerOptions(20, false), Mode.BINARY);
		assertThat(answer.top()).hasSize(20);
	}

	@Test
	void asksForFeedbackOnAnAnswerThatWasDrawn() {
		this.function.drawn = 0;
		Answer answer = classify(FunctionFixture.koala().build(), true);
		assertThat(answer.askForFeedback()).isTrue();
		assertThat(this.function.tokens.verify(answer.prediction()).prediction().askedOneIn()).isEqualTo(10);
		assertThat(this.function.registry.get("animals.feedback.asked").tag("model", "lite0-1.2.0").counter().count())
			.isEqualTo(1);
	}

	@Test
	void asksForNoFeedbackOnOtherAnswers() {
		assertIsNotAsked(classify(FunctionFixture.koala().build(), true));
	}

	@Test
	void asksForNoFeedbackIfTheSenderCannotAsk() {
		this.function.drawn = 0;
		assertIsNotAsked(classify(FunctionFixture.koala().build(), false));
		assertThat(data(this.function.classifyImage.apply(FunctionFixture.koala().build())).has("askForFeedback"))
			.isFalse();
	}

	private void assertIsNotAsked(Answer answer) {
		assertThat(this.function.tokens.verify(answer.prediction()).prediction().isAsked()).isFalse();
		assertThat(this.function.mapper.valueToTree(answer).propertyNames()).containsExactly("id", "prediction",
				"verdict", "top", "model");
		assertThat(this.function.registry.find("animals.feedback.asked").counter()).isNull();
	}

	@Test
	void ignoresWhichImageTypeIsDeclared() {
		Answer answer = classify(FunctionFixture.with("image/png", Photos.koala()));
		assertThat(answer.verdict()).isEqualTo("animal");
	}

	@Test
	void acceptsAPhotoWithoutADeclaredType() {
		CloudEvent untyped = CloudEventBuilder.v1(FunctionFixture.koala().build()).withoutDataContentType().build();
		assertThat(classify(untyped).verdict()).isEqualTo("animal");
	}

	@Test
	void countsOnePhotoOfABatchAsACase() {
		CloudEvent koala = FunctionFixture.koala().build();
		List<Supplier<CloudEvent>> replies = this.function.classifyImage.batch(List.of(() -> koala, () -> koala),
				AnswerOptions.DEFAULT);
		assertThat(replies).extracting(Supplier::get).hasSize(2);
		assertThat(cases("batch", "jpeg", "animal")).isEqualTo(1);
		assertThat(this.function.registry.get("animals.case.answers").counter().count()).isEqualTo(1);
	}

	@Test
	void countsARejectedCaseByItsFormat() {
		assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> this.function.classifyImage.classify(
				FunctionFixture.with("image/png", new byte[] { 1, 2, 3 }), AnswerOptions.DEFAULT, Mode.STRUCTURED));
		assertThat(cases("structured", "none", "rejected")).isEqualTo(1);
	}

	private double cases(String mode, String format, String outcome) {
		return this.function.registry.get("animals.case.outcomes")
			.tags("mode", mode, "format", format, "outcome", outcome)
			.counter()
			.count();
	}

	@Test
	void countsAClassifiedPhoto() {
		classify(FunctionFixture.koala().build());
		assertThat(this.function.registry.get("animals.image.bytes").tag("format", "jpeg").summary().count())
			.isEqualTo(1);
	}

	@Nested
	class Rejections {

		private final ClassifyImage classifyImage = ClassifyImageTests.this.function.classifyImage;

		@Test
		void rejectsDataOfAnotherType() {
			assertRejected(FunctionFixture.with("application/json", Photos.koala()), Reason.UNSUPPORTED_TYPE);
		}

		@Test
		void rejectsAnEventWithoutData() {
			assertRejected(CloudEventBuilder.v1(FunctionFixture.koala().build()).withoutData().build(), Reason.EMPTY);
		}

		@Test
		void rejectsEmptyData() {
			assertRejected(FunctionFixture.with("image/jpeg", new byte[0]), Reason.EMPTY);
		}

		@Test
		void rejectsDataThatIsNotAnImage() {
			assertRejected(FunctionFixture.with("image/jpeg", "koala".getBytes(StandardCharsets.UTF_8)),
					Reason.NOT_AN_IMAGE);
		}

		@Test
		void repliesWithAProblem() {
			CloudEvent reply = this.classifyImage.apply(FunctionFixture.with("image/jpeg", new byte[0]));
			assertThat(reply.getType()).isEqualTo("dev.animals.image.rejected.v1");
			assertThat(reply.getDataContentType()).isEqualTo("application/problem+json");
			assertThat(reply.getExtension("causationid")).isEqualTo("photo-1");
			assertThat(data(reply).get("type").asString()).endsWith(":empty");
			assertThat(data(reply).get("status").asInt()).isEqualTo(400);
		}

		@Test
		void repliesToAnInvalidEventWithoutACause() {
			CloudEvent reply = ClassifyImageTests.this.function.replies.rejected(null,
					new RejectedException(Reason.MALFORMED_EVENT, "no id"));
			assertThat(reply.getType()).isEqualTo("dev.animals.image.rejected.v1");
			assertThat(reply.getExtensionNames()).isEmpty();
		}

		@Test
		void countsARejectedPhotoOnce() {
			this.classifyImage.apply(FunctionFixture.with("image/jpeg", new byte[0]));
			assertThat(ClassifyImageTests.this.function.registry.get("animals.rejections")
				.tag("reason", "empty")
				.counter()
				.count()).isEqualTo(1);
		}

		private void assertRejected(CloudEvent request, Reason reason) {
			assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> classify(request))
				.satisfies((rejected) -> assertThat(rejected.reason()).isEqualTo(reason));
		}

	}

	private Answer classify(CloudEvent request) {
		return classify(request, false);
	}

	private Answer classify(CloudEvent request, boolean canAsk) {
		return this.function.classifyImage.classify(request, new AnswerOptions(5, canAsk), Mode.BINARY);
	}

	private JsonNode data(CloudEvent event) {
		CloudEventData data = requireNonNull(event.getData());
		return this.function.mapper.readTree(data.toBytes());
	}

}
