package dev.animals.process;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * The service as a process: how it stops, that it does not start with an invalid model,
 * and how much memory it takes.
 */
class ProcessTests {

	private static final String BATCH = "application/cloudevents-batch+json";

	private final JsonMapper mapper = new JsonMapper();

	@TempDir
	Path folder;

	@Test
	void answersAcceptedRequestsWhenItIsTerminated() throws IOException, InterruptedException {
		// On a busy machine the default of 20 s is not enough for all these photos.
		try (ServiceProcess service = ServiceProcess
			.start(this.folder, "1g", "--animals.model.predictors=1",
					"--spring.lifecycle.timeout-per-shutdown-phase=2m")
			.awaitReady()) {
			List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
			byte[] batch = batch(7);
			for (int i = 0; i < 16; i++) {
				answers.add(service.post(batch, BATCH));
			}
			await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(20)).until(() -> {
				long answered = answers.stream().filter(CompletableFuture::isDone).count();
				return answered + service.acceptedRequests() >= answers.size();
			});
			service.process.destroy();
			await().atMost(Duration.ofMinutes(1))
				.pollInterval(Duration.ofMillis(20))
				.untilAsserted(() -> assertThatThrownBy(service::connect).isInstanceOf(ConnectException.class));
			assertThat(answers).as("the service is still answering when it closes its port")
				.anyMatch((answer) -> !answer.isDone());
			for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
				assertThat(answer.join().statusCode()).isEqualTo(200);
				assertThat(this.mapper.readTree(answer.join().body())).hasSize(7);
			}
			assertThat(service.awaitExit()).isIn(0, 143);
			assertThat(service.log()).contains("Graceful shutdown complete").doesNotContain("ERROR");
		}
	}

	@Test
	void doesNotStartWithAChangedModel() throws IOException, InterruptedException {
		Path model = Files.createDirectory(this.folder.resolve("model"));
		try (Stream<Path> files = Files.list(Path.of("model/lite0"))) {
			for (Path file : files.toList()) {
				Files.copy(file, model.resolve(file.getFileName()));
			}
		}
		Files.writeString(model.resolve("packed.pt"), "changed");
		try (ServiceProcess service = ServiceProcess.start(this.folder, "512m", "--animals.model.directory=" + model)) {
			assertThat(service.awaitExit()).isEqualTo(1);
			assertThat(service.log())
				.contains("packed.pt of the model was changed or is incomplete: its SHA-256 digest is")
				.doesNotContain("\tat ");
		}
	}

	/**
	 * The limit is the sum of the heap, 256 MiB outside the heap for decoders, 64 MiB
	 * that malloc keeps for each predictor, and 450 MiB for libtorch, the network and the
	 * Java virtual machine.
	 */
	@Test
	@EnabledOnOs(value = OS.LINUX, disabledReason = "Skipped: the memory of the process is read from /proc")
	void staysWithinItsMemoryLimitUnderHostileRequests() throws IOException {
		long bound = (256L + 256 + 2 * 64 + 450) << 20;
		try (ServiceProcess service = ServiceProcess.start(this.folder, "256m", "--animals.model.predictors=2")
			.awaitReady()) {
			byte[] noise = new byte[11 << 20];
			byte[] event = this.mapper.writeValueAsBytes(event(noise));
			byte[] large = Photos.read("large.jpg");
			byte[] gif = gif(10_000);
			List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
			for (int i = 0; i < 16; i++) {
				answers.add(service.post(event, "application/cloudevents+json"));
				answers.add(service.post(large, "image/jpeg"));
				answers.add(service.post(gif, "image/gif"));
				answers.add(service.post(noise, "image/jpeg"));
			}
			List<Integer> statuses = answers.stream().map((answer) -> answer.join().statusCode()).toList();
			assertThat(statuses).containsAnyOf(200).doesNotContain(500).isSubsetOf(200, 422, 503);
			assertThat(service.post(gif, "image/gif").join().statusCode()).isEqualTo(200);
			assertThat(service.post(Photos.koala(), "image/jpeg").join().statusCode()).isEqualTo(200);
			assertThat(service.peakMemory()).isLessThan(bound);
			assertThat(service.log()).doesNotContain("OutOfMemoryError");
		}
	}

	private byte[] batch(int members) {
		return this.mapper.writeValueAsBytes(Collections.nCopies(members, event(Photos.koala())));
	}

	private static Map<String, Object> event(byte[] data) {
		return Map.of("specversion", "1.0", "id", "1", "source", "/camera", "type", "photo", "datacontenttype",
				"image/jpeg", "data_base64", Base64.getEncoder().encodeToString(data));
	}

	/** Returns a GIF that repeats one frame. */
	private static byte[] gif(int frames) throws IOException {
		ByteArrayOutputStream one = new ByteArrayOutputStream();
		ImageIO.write(new BufferedImage(200, 200, BufferedImage.TYPE_BYTE_INDEXED), "gif", one);
		byte[] bytes = one.toByteArray();
		int descriptor = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(",\0\0\0\0");
		ByteArrayOutputStream gif = new ByteArrayOutputStream();
		gif.write(bytes, 0, descriptor);
		for (int i = 0; i < frames; i++) {
			gif.write(bytes, descriptor, bytes.length - 1 - descriptor);
		}
		gif.write(';');
		return gif.toByteArray();
	}

}
