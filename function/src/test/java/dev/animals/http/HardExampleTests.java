package dev.animals.http;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.cloudevents.CloudEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import dev.animals.hardexamples.LabellingTool;
import dev.animals.photos.Photos;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A service that sends photos with unsure predictions. The model is surer of the polar
 * bear than of the koala, and the bound is between them.
 */
@ServiceTest
@DirtiesContext
class HardExampleTests {

	private static final LabellingTool TOOL = LabellingTool.start();

	private static final byte[] KOALA = Photos.koala();

	private static final byte[] POLAR_BEAR = Photos.read("large.jpg");

	private final Service service;

	private final Metrics metrics;

	HardExampleTests(@LocalServerPort int port, @LocalManagementPort int managementPort) {
		this.service = new Service(port);
		this.metrics = new Metrics(new Service(managementPort));
	}

	@DynamicPropertySource
	static void set(DynamicPropertyRegistry properties) {
		properties.add("K_SINK", TOOL::address);
		properties.add("animals.hard-examples.per-minute", () -> 100);
		properties.add("animals.hard-examples.below", () -> 0.992);
		properties.add("animals.feedback.ask-one-in", () -> 1);
	}

	@BeforeEach
	void forgetEvents() {
		TOOL.events().clear();
	}

	@AfterAll
	static void stop() {
		TOOL.close();
	}

	@Test
	void aLabelForTheEventCountsAsFeedbackOnTheAnswer() {
		JsonNode answer = Service.json(this.service.post("/classify", KOALA));
		CloudEvent event = received(1).getFirst();
		assertThat(event.getId()).isEqualTo(answer.get("id").asString());
		assertThat(event.getExtension("prediction")).isEqualTo(answer.get("prediction").asString());
		assertThat(event.getExtension("verdict")).isEqualTo("animal");
		assertThat(event.getExtension("label")).isEqualTo("koala");
		assertThat(String.valueOf(event.getExtension("model"))).startsWith("lite0-1.2.0");
		assertThat(event.getDataContentType()).isEqualTo("image/jpeg");
		assertThat(requireNonNull(event.getData()).toBytes()).isEqualTo(KOALA);

		double right = this.metrics.sum("animals_feedback_total", "right=\"true\"");
		HttpResponse<byte[]> feedback = this.service.post("/feedback", Tensors
			.utf8("{\"prediction\": \"%s\", \"label\": \"koala\"}".formatted(event.getExtension("prediction"))));
		assertThat(feedback.statusCode()).isEqualTo(202);
		assertThat(this.metrics.sum("animals_feedback_total", "right=\"true\"")).isEqualTo(right + 1);
	}

	@Test
	void aLabelForTheEventIsNoReplyOfAUserWhoWasAsked() {
		JsonNode answer = Service.json(this.service.post("/classify?ask=true", KOALA));
		assertThat(answer.get("askForFeedback").asBoolean()).isTrue();
		HttpResponse<byte[]> feedback = this.service.post("/feedback",
				Tensors.utf8("{\"prediction\": \"%s\", \"label\": \"koala\"}"
					.formatted(received(1).getFirst().getExtension("prediction"))));
		assertThat(feedback.statusCode()).isEqualTo(202);
		assertThat(this.metrics.sum("animals_feedback_asked_replies_total")).isZero();
	}

	@Test
	void sendsThePhotosOfEveryModeAndNoSurePredictions() {
		double sent = this.metrics.sum("animals_hard_examples_total", "outcome=\"sent\"");
		assertThat(this.service.post("/classify", POLAR_BEAR).statusCode()).isEqualTo(200);
		assertThat(
				this.service
					.post("/classify",
							Messages.batch(Messages.event("image/jpeg", KOALA),
									Messages.event("image/jpeg", POLAR_BEAR)),
							"Content-Type", Messages.BATCH)
					.statusCode())
			.isEqualTo(200);
		assertThat(Tensors.send(this.service, Tensors.request(Tensors.photos(POLAR_BEAR, KOALA))).statusCode())
			.isEqualTo(200);
		assertThat(this.service.post("/explain", KOALA).statusCode()).isEqualTo(200);
		assertThat(received(2)).extracting((event) -> event.getExtension("label")).containsOnly("koala");
		await().untilAsserted(() -> assertThat(this.metrics.sum("animals_hard_examples_total", "outcome=\"sent\""))
			.isEqualTo(sent + 2));
		assertThat(this.metrics.sum("animals_hard_examples_total")).isEqualTo(sent + 2);
	}

	@Test
	void thePageSaysThatPhotosAreSent() {
		assertThat(new String(this.service.get("/").body(), StandardCharsets.UTF_8))
			.contains("Some photos are sent to people who label them.")
			.doesNotContain("not stored", "{{storage}}");
	}

	@Test
	void answersWhileTheSinkDoesNot() {
		TOOL.whilePaused(() -> {
			for (int i = 0; i < 3; i++) {
				assertThat(this.service.post("/classify", KOALA).statusCode()).isEqualTo(200);
			}
			assertThat(TOOL.events()).isEmpty();
		});
		received(3);
	}

	private static List<CloudEvent> received(int events) {
		await().untilAsserted(() -> assertThat(TOOL.events()).hasSize(events));
		return TOOL.events();
	}

}
