package dev.animals.e2e;

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

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** From one pod to none, from none to one, and to two. */
class ScaleTests {

	@RegisterExtension
	static final Environment environment = new Environment("scale");

	@BeforeAll
	static void deploy() {
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
	}

	@Test
	void goesToZeroAndWakesForTheNextRequest() {
		// The shortest window (6 s), Knative's grace (30 s) and the end of the pod.
		environment.awaitNoPods();

		Times.record("first answer from zero",
				() -> assertThat(Photos.best(environment.users().classify(Photos.koala()).body()))
					.startsWith("koala "));

		Times.record("the next answer",
				() -> assertThat(environment.users().classify(Photos.koala()).statusCode()).isEqualTo(200));
		assertThat(environment.pods()).hasSize(1);
	}

	@Test
	void answersWhatIsInFlightWhenItsPodIsStopped() throws InterruptedException {
		Address users = environment.users();
		assertThat(users.classify(Photos.koala()).statusCode()).isEqualTo(200);
		List<String> old = environment.pods();
		CountDownLatch begun = new CountDownLatch(8);
		CountDownLatch stopping = new CountDownLatch(1);
		// Uploads whose end is sent when the pod is already stopping.
		List<CompletableFuture<HttpResponse<String>>> inFlight = IntStream.range(0, 8)
			.mapToObj((i) -> CompletableFuture.supplyAsync(
					() -> Address.send(users.request("/classify")
						.header("Content-Type", "image/jpeg")
						.POST(BodyPublishers.ofInputStream(() -> held(Photos.koala(), begun, stopping)))),
					task -> Thread.ofVirtual().start(task)))
			.toList();
		begun.await();

		environment.kubectl("delete", "pod", "--wait=false", "-l", "serving.knative.dev/service=animals");
		await().until(() -> !environment.pods().equals(old));
		stopping.countDown();

		assertThat(inFlight).allSatisfy((answer) -> assertThat(Photos.best(answer.join().body())).startsWith("koala "));
	}

	/**
	 * A body whose first half is sent at once, and whose second half is sent when the
	 * latch is open.
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
