package dev.animals.http;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import dev.animals.image.DecodedImage;
import dev.animals.model.ActivationMaps;
import dev.animals.model.AnimalModel;
import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A service with one predictor and a queue of one, whose network waits until the test
 * releases it.
 */
@ServiceTest
@Import(OverloadTests.Waiting.class)
@TestPropertySource(properties = "animals.http.queue=1")
@DirtiesContext
class OverloadTests {

	private final Service service;

	private final Metrics metrics;

	private final WaitingModel model;

	OverloadTests(@LocalServerPort int port, @LocalManagementPort int managementPort, @Autowired WaitingModel model) {
		this.service = new Service(port);
		this.metrics = new Metrics(new Service(managementPort));
		this.model = model;
	}

	@BeforeEach
	void holdPredictions() {
		this.model.hold();
	}

	@Test
	void rejectsRequestsAtOnceIfThePredictorIsBusyAndTheQueueIsFull() {
		CompletableFuture<HttpResponse<byte[]>> running = send();
		awaitGauge("animals_in_flight", 1);
		CompletableFuture<HttpResponse<byte[]>> queued = send();
		awaitGauge("animals_queued", 1);

		HttpResponse<byte[]> rejected = this.service.post("/classify", Photos.koala());
		assertThat(rejected.statusCode()).isEqualTo(503);
		assertThat(Service.header(rejected, "Retry-After")).isEqualTo("1");
		assertThat(Service.json(rejected).get("type").asString()).isEqualTo("urn:animals:problem:overloaded");
		assertThat(running).isNotDone();

		HttpResponse<byte[]> batch = this.service.post("/",
				Messages.batch(Messages.event("image/jpeg", Photos.koala())), "Content-Type", Messages.BATCH);
		assertThat(batch.statusCode()).isEqualTo(503);
		assertThat(this.service.post("/explain", Photos.koala()).statusCode()).isEqualTo(503);

		HttpResponse<byte[]> inference = this.service.post(Tensors.INFER, Photos.koala(), Tensors.JSON_LENGTH, "0");
		assertThat(inference.statusCode()).isEqualTo(503);
		assertThat(Service.header(inference, "Retry-After")).isEqualTo("1");
		assertThat(Service.header(inference, "Content-Type")).isEqualTo("application/json");
		assertThat(Service.json(inference).get("error").asString()).contains("queue is full");

		assertThat(this.service.get("/livez").statusCode()).isEqualTo(200);
		assertThat(this.service.get("/readyz").statusCode()).isEqualTo(200);

		this.model.release();
		assertThat(running.join().statusCode()).isEqualTo(200);
		assertThat(queued.join().statusCode()).isEqualTo(200);
		assertThat(this.service.post("/classify", Photos.koala()).statusCode()).isEqualTo(200);
	}

	private CompletableFuture<HttpResponse<byte[]>> send() {
		return CompletableFuture.supplyAsync(() -> this.service.post("/classify", Photos.koala()),
				(work) -> Thread.ofVirtual().start(work));
	}

	private void awaitGauge(String name, double value) {
		await().until(() -> this.metrics.sum(name) == value);
	}

	/** A fake of a slow network. Other tests use the real network. */
	static class WaitingModel implements AnimalModel {

		private volatile CountDownLatch released = new CountDownLatch(0);

		private final Semaphore predictors = new Semaphore(1);

		void hold() {
			this.released = new CountDownLatch(1);
		}

		void release() {
			this.released.countDown();
		}

		@Override
		public float[] logits(DecodedImage image) {
			assertThat(this.predictors.tryAcquire()).as("only one prediction runs at a time").isTrue();
			try {
				this.released.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			finally {
				this.predictors.release();
			}
			return new float[1000];
		}

		@Override
		public ActivationMaps activationMaps(DecodedImage image) {
			return new ActivationMaps(logits(image), new float[1000], 1, 1);
		}

		@Override
		public void close() {
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Waiting {

		@Bean
		@Primary
		WaitingModel waitingModel() {
			return new WaitingModel();
		}

	}

}
