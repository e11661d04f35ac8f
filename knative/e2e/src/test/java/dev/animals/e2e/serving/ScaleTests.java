package dev.animals.e2e.serving;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import dev.animals.e2e.Address;
import dev.animals.e2e.Answers;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import dev.animals.e2e.Times;
import dev.animals.photos.Photos;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Proves that the service scales to zero and wakes for the next request, and that a
 * terminating pod first answers the requests that it has.
 */
class ScaleTests {

	@RegisterExtension
	static final Environment environment = new Environment("scale");

	@BeforeAll
	static void deploy() {
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
	}

	@Test
	void scalesToZeroAndWakesForTheNextRequest() {
		// Scaling to zero takes the shortest window (6 s), Knative's grace period (30 s)
		// and the pod's shutdown.
		environment.awaitNoPods();

		Times.record("first answer from zero",
				() -> assertThat(Answers.best(environment.users().classify(Photos.koala()).body()))
					.startsWith("koala "));

		Times.record("the next answer",
				() -> assertThat(environment.users().classify(Photos.koala()).statusCode()).isEqualTo(200));
		assertThat(environment.pods()).hasSize(1);
	}

	@Test
	void answersRequestsInFlightWhenTheirPodIsStopped() throws InterruptedException {
		Address users = environment.users();
		assertThat(users.classify(Photos.koala()).statusCode()).isEqualTo(200);
		List<String> old = environment.pods();
		CountDownLatch begun = new CountDownLatch(8);
		CountDownLatch stopping = new CountDownLatch(1);
		// The second half of each upload is sent when the pod is already terminating.
		List<CompletableFuture<HttpResponse<String>>> inFlight = IntStream.range(0, 8)
			.mapToObj((i) -> CompletableFuture.supplyAsync(
					() -> Address.send(users.request("/classify")
						.header("Content-Type", "image/jpeg")
						.POST(BodyPublishers.ofInputStream(() -> held(Photos.koala(), begun, stopping)))),
					task -> Thread.ofVirtual().start(task)))
			.toList();
		begun.await();

		environment.kubectl("delete", "pod", "--wait=false", "-l", Environment.PODS);
		await().until(() -> !environment.pods().equals(old));
		stopping.countDown();

		assertThat(inFlight)
			.allSatisfy((answer) -> assertThat(Answers.best(answer.join().body())).startsWith("koala "));
	}

	/**
	 * Returns a body whose first half can be read at once, but whose second half only
	 * after the latch has opened.
	 */
	private static InputStream held(byte[] body, CountDownLatch begun, CountDownLatch end) {
		int half = body.length / 2;
		return new SequenceInputStream(new ByteArrayInputStream(body, 0, half),
				new ByteArrayInputStream(body, half, body.length - half) {
					@Override
					public synchronized int read(byte[] buffer, int offset, int length) {
						begun.countDown();
						try {
							end.await();
						}
						catch (InterruptedException ex) {
							Thread.currentThread().interrupt();
						}
						return super.read(buffer, offset, length);
					}
				});
	}

}
