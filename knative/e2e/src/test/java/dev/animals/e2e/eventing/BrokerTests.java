package dev.animals.e2e.eventing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import dev.animals.e2e.Answers;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Events;
import dev.animals.e2e.Settings;
import dev.animals.photos.Photos;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Proves that events get through a Broker to the service and their answers back to
 * subscribers, that undeliverable events become dead letters, and that events are retried
 * when the service was too busy.
 */
class BrokerTests {

	@RegisterExtension
	static final Environment environment = new Environment("broker");

	@SuppressWarnings("NullAway.Init")
	private static Broker broker;

	@BeforeAll
	static void deploy() throws IOException {
		assumeTrue(environment.kubectl("api-resources", "--api-group=eventing.knative.dev", "-o", "name")
			.contains("triggers"), "Knative Eventing is not installed");
		// The queue has room for one request, so that the third of three simultaneous
		// events is rejected. A second pod would take some of the events.
		environment.configure(Broker.ONE_POD + Environment.settings("ANIMALS_HTTP_QUEUE=1") + """
				components:
				- ../../../src/test/resources/answers
				""");
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		environment.kubectl("wait", "--for=condition=Ready", "--timeout=120s", "broker/animals",
				"trigger/classify-images", "trigger/record-feedback", "trigger/answers");
		environment.kubectl("wait", "--for=condition=Available", "--timeout=120s", "deployment/dead-letters",
				"deployment/answers");
		broker = new Broker(environment);
	}

	@AfterAll
	static void close() {
		if (broker != null) {
			broker.close();
		}
	}

	@Test
	void deliversTheAnswerToASubscriber() {
		broker.send("photo-1", Photos.koala());
		broker.sendStructured(Events.structured("photo-2", Photos.koala()));

		await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
			assertThat(answersTo("photo-1")).singleElement()
				.asString()
				.contains("type: dev.animals.image.classified.v1", "\"label\": \"koala\"");
			assertThat(answersTo("photo-2")).singleElement().asString().contains("\"label\": \"koala\"");
		});
	}

	@Test
	void deliversAnUnreadableEventToTheDeadLetterSink() {
		broker.send("hostile-1", "\u0089PNG not a photo".getBytes(StandardCharsets.ISO_8859_1));

		await().atMost(Duration.ofMinutes(1))
			.untilAsserted(() -> assertThat(broker.printedBy("dead-letters")).anySatisfy((event) -> assertThat(event)
				.contains("id: hostile-1", "knativeerrorcode: 422", "knativeerrordata: ")));
	}

	@Test
	void retriesEventsThatWereRejectedForLackOfCapacity() throws IOException {
		List<String> ids = new ArrayList<>();
		byte[] slow = slowPicture();
		// Repeats until the service has rejected some events, because on a fast machine
		// all may arrive one after another.
		await().atMost(Duration.ofMinutes(2)).until(() -> {
			ids.addAll(sendAtOnce(ids.size(), 5, slow));
			return overloaded() > 0;
		});

		await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
			// Read once for all events, because each reading takes a second on a busy
			// machine.
			List<String> answers = broker.printedBy("answers");
			assertThat(ids).allSatisfy((id) -> assertThat(answers).anyMatch(causedBy(id)));
		});
		assertThat(broker.printedBy("dead-letters")).noneMatch((event) -> event.contains("id: busy-"));
	}

	@Test
	void acceptsFeedback() {
		String token = Answers.token(environment.users().classify(Photos.koala()));

		broker.sendStructured(Events.feedback(token, "koala"));

		await().atMost(Duration.ofMinutes(1))
			.until(() -> environment.metric("animals_feedback_total", "right=\"true\"") == 1);
	}

	@Test
	void doesNotClassifyItsOwnAnswers() {
		broker.send("loop-1", Photos.koala());
		await().atMost(Duration.ofMinutes(1)).until(() -> !answersTo("loop-1").isEmpty());

		// If events went in a loop, the count would grow about ten times a second.
		double classified = environment.metric("animals_predictions_total");
		double rejected = environment.metric("animals_rejections_total");
		await().during(Duration.ofSeconds(3)).untilAsserted(() -> {
			assertThat(environment.metric("animals_predictions_total")).isEqualTo(classified);
			assertThat(environment.metric("animals_rejections_total")).isEqualTo(rejected);
		});

		assertThat(answersTo("loop-1")).hasSize(1);
	}

	/**
	 * Sends events at the same time. The Broker answers a sender only after it has
	 * delivered the event or given up.
	 */
	private static List<String> sendAtOnce(int from, int events, byte[] photo) {
		List<String> ids = IntStream.range(from, from + events).mapToObj((number) -> "busy-" + number).toList();
		List<CompletableFuture<Void>> sent = ids.stream()
			.map((id) -> CompletableFuture.runAsync(() -> broker.send(id, photo),
					(task) -> Thread.ofVirtual().start(task)))
			.toList();
		sent.forEach(CompletableFuture::join);
		return ids;
	}

	/**
	 * Returns a small file with many pixels. The service is busy with it for so long that
	 * events meet in the service.
	 */
	private static byte[] slowPicture() throws IOException {
		ByteArrayOutputStream png = new ByteArrayOutputStream();
		ImageIO.write(new BufferedImage(5000, 5000, BufferedImage.TYPE_INT_RGB), "png", png);
		return png.toByteArray();
	}

	private static double overloaded() {
		return environment.metric("animals_rejections_total", "reason=\"overloaded\"");
	}

	private static List<String> answersTo(String id) {
		return broker.printedBy("answers").stream().filter(causedBy(id)).toList();
	}

	private static Predicate<String> causedBy(String id) {
		return (answer) -> answer.contains("causationid: " + id + "\n");
	}

}
