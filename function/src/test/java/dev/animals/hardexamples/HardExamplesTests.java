package dev.animals.hardexamples;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.cloudevents.CloudEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import dev.animals.classification.Classification;
import dev.animals.classification.RankedLabel;
import dev.animals.classification.Verdict;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class HardExamplesTests {

	private static final byte[] PHOTO = "the bytes of a photo".getBytes(StandardCharsets.US_ASCII);

	private final LabellingTool tool = LabellingTool.start();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private Instant now = Instant.EPOCH;

	@AfterEach
	void stop() {
		this.tool.close();
	}

	@Test
	void sendsThePhotoWithTheAttributesThatFeedbackNeeds() {
		try (HardExamples examples = examples(10, "1MB", this.tool.address())) {
			examples.offer(example("42", PHOTO));
		}
		CloudEvent event = this.tool.events().getFirst();
		assertThat(event.getId()).isEqualTo("42");
		assertThat(event.getType()).isEqualTo("dev.animals.image.unsure.v1");
		assertThat(event.getSource()).hasToString("/animals/hard-examples");
		assertThat(event.getDataContentType()).isEqualTo("image/jpeg");
		assertThat(requireNonNull(event.getData()).toBytes()).isEqualTo(PHOTO);
		assertThat(event.getTime()).isEqualTo("1970-01-01T00:00:00Z");
		assertThat(event.getExtensionNames()).containsExactlyInAnyOrder("prediction", "verdict", "label", "confidence",
				"model");
		assertThat(event.getExtension("prediction")).isEqualTo("token");
		assertThat(event.getExtension("label")).isEqualTo("Löwe");
		assertThat(event.getExtension("confidence")).isEqualTo("0.250000");
		assertThat(count(Outcome.SENT)).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "UNKNOWN, 0.9, 0.9, true", "ANIMAL, 0.49, 0.9, true", "ANIMAL, 0.5, 0.9, false",
			"NOT_ANIMAL, 0.1, 0.6, true", "NOT_ANIMAL, 0.1, 0.2, false" })
	void wantsOnlyUnsurePredictions(Verdict verdict, double confidence, double animal, boolean wanted) {
		Classification classification = new Classification(verdict,
				List.of(new RankedLabel("koala", "koala", "marsupial", confidence)), 0, 0, animal);
		try (HardExamples examples = examples(10, "1MB", this.tool.address());
				HardExamples none = examples(0, "1MB", this.tool.address())) {
			assertThat(examples.want(classification)).isEqualTo(wanted);
			assertThat(none.want(classification)).isFalse();
		}
	}

	@Test
	void sendsNoMoreThanTheLimitInAnyMinute() {
		try (HardExamples examples = examples(2, "1MB", this.tool.address())) {
			examples.offer(example("1", PHOTO));
			this.now = this.now.plusSeconds(40);
			examples.offer(example("2", PHOTO));
			this.now = this.now.plusMillis(19_999);
			examples.offer(example("3", PHOTO));
			this.now = this.now.plusMillis(1);
			examples.offer(example("4", PHOTO));
			examples.offer(example("5", PHOTO));
		}
		assertThat(this.tool.events()).extracting(CloudEvent::getId).containsExactly("1", "2", "4");
		assertThat(count(Outcome.RATE_LIMITED)).isEqualTo(2);
	}

	@Test
	void leavesOutPhotosThatDoNotFitIntoTheMemoryWhileTheSinkIsSlow() {
		try (HardExamples examples = examples(100, "10KB", this.tool.address())) {
			this.tool.whilePaused(() -> {
				for (int i = 0; i < 5; i++) {
					examples.offer(example(String.valueOf(i), new byte[3000]));
				}
				assertThat(count(Outcome.QUEUE_FULL)).isEqualTo(2);
				assertThat(count(Outcome.SENT)).isZero();
			});
			await().untilAsserted(() -> assertThat(count(Outcome.SENT)).isEqualTo(3));
			examples.offer(example("later", new byte[10_240]));
			examples.offer(example("larger", new byte[10_241]));
		}
		assertThat(this.tool.events()).extracting(CloudEvent::getId).containsExactly("0", "1", "2", "later");
		assertThat(count(Outcome.QUEUE_FULL)).isEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(ints = { 302, 400, 503 })
	void countsAnEventThatTheSinkDoesNotAccept(int status) {
		this.tool.answerWith(status);
		try (HardExamples examples = examples(10, "1MB", this.tool.address())) {
			examples.offer(example("1", PHOTO));
		}
		assertThat(this.tool.events()).hasSize(1);
		assertThat(count(Outcome.FAILED)).isEqualTo(1);
	}

	@Test
	void countsAnEventThatDoesNotReachTheSink() {
		this.tool.close();
		try (HardExamples examples = examples(10, "1MB", this.tool.address())) {
			examples.offer(example("1", PHOTO));
		}
		assertThat(count(Outcome.FAILED)).isEqualTo(1);
	}

	@Test
	void stopsSoonEvenIfTheSinkDoesNotAnswer() {
		HardExamples examples = examples(10, "1MB", this.tool.address());
		this.tool.whilePaused(() -> {
			examples.offer(example("1", PHOTO));
			examples.offer(example("2", PHOTO));
			long start = System.nanoTime();
			examples.close();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
			await().untilAsserted(() -> assertThat(count(Outcome.FAILED)).isEqualTo(2));
		});
	}

	@Test
	void sendsNothingWithoutARateOrWithoutASink() {
		try (HardExamples withoutRate = examples(0, "1MB", this.tool.address());
				HardExamples withoutSink = new HardExamples(
						new HardExampleSettings(10, 0.5, DataSize.parse("1MB"), null), () -> this.now, this.registry)) {
			withoutRate.offer(example("1", PHOTO));
			withoutSink.offer(example("2", PHOTO));
		}
		assertThat(this.tool.events()).isEmpty();
		assertThat(this.registry.getMeters()).isEmpty();
	}

	private HardExamples examples(int perMinute, String queue, URI sink) {
		return new HardExamples(new HardExampleSettings(perMinute, 0.5, DataSize.parse(queue), sink), () -> this.now,
				this.registry);
	}

	private HardExample example(String id, byte[] photo) {
		return new HardExample(id, "token", "unknown", "Löwe", 0.25, "lite0-1.2.0", "image/jpeg", photo, this.now);
	}

	private double count(Outcome outcome) {
		Counter counter = this.registry.find("animals.hard.examples").tag("outcome", outcome.toString()).counter();
		return (counter != null) ? counter.count() : -1;
	}

}
