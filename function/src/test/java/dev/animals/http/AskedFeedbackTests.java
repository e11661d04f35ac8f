package dev.animals.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import dev.animals.http.ModesTests.Sender;
import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service that asks for feedback on every answer whose sender can ask.
 */
@ServiceTest
@TestPropertySource(properties = "animals.feedback.ask-one-in=1")
@DirtiesContext
class AskedFeedbackTests {

	private final Service service;

	private final Metrics metrics;

	AskedFeedbackTests(@LocalServerPort int port, @LocalManagementPort int managementPort) {
		this.service = new Service(port);
		this.metrics = new Metrics(new Service(managementPort));
	}

	@ParameterizedTest
	@EnumSource
	void theAnswerAsksForFeedbackInEveryMode(Sender sender) {
		double before = this.metrics.sum("animals_feedback_asked_total");
		JsonNode answer = sender.answer(sender.send(this.service, "/classify?ask=true", Photos.koala()));
		assertThat(answer.get("askForFeedback").asBoolean()).isTrue();
		assertThat(this.metrics.sum("animals_feedback_asked_total")).isEqualTo(before + 1);
	}

	@ParameterizedTest
	@EnumSource
	void theAnswerToASenderThatCannotAskDoesNotMentionIt(Sender sender) {
		double before = this.metrics.sum("animals_feedback_asked_total");
		JsonNode answer = sender.answer(sender.send(this.service, Photos.koala()));
		assertThat(answer.has("askForFeedback")).isFalse();
		assertThat(this.metrics.sum("animals_feedback_asked_total")).isEqualTo(before);
	}

	@Test
	void countsTheReplyOfAUserWhoWasAsked() {
		String text = this.metrics.text();
		reply("/classify?ask=true", "koala");
		reply("/classify?ask=true", "wombat");
		reply("/classify", "koala");
		assertThat(increase(text, "animals_feedback_asked_replies_total", "right=\"true\"")).isEqualTo(1);
		assertThat(increase(text, "animals_feedback_asked_replies_total", "right=\"false\"")).isEqualTo(1);
		assertThat(increase(text, "animals_feedback_asked_weight_total", "right=\"true\"")).isEqualTo(1);
		assertThat(increase(text, "animals_feedback_asked_squares_total", "model=\"lite0")).isEqualTo(2);
		assertThat(increase(text, "animals_feedback_total")).isEqualTo(3);
	}

	private double increase(String before, String name, String... labels) {
		return this.metrics.sum(name, labels) - Metrics.sumIn(before, name, labels);
	}

	private void reply(String path, String label) {
		String token = Service.json(this.service.post(path, Photos.koala())).get("prediction").asString();
		assertThat(this.service
			.post("/feedback", Tensors.utf8("{\"prediction\": \"%s\", \"label\": \"%s\"}".formatted(token, label)))
			.statusCode()).isEqualTo(202);
	}

}
