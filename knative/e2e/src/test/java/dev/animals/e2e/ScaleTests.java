package dev.animals.e2e;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
		await().atMost(Duration.ofMinutes(2))
			.pollInterval(Duration.ofSeconds(1))
			.until(() -> environment.pods().isEmpty());

		Times.record("first answer from zero",
				() -> assertThat(Photos.best(environment.users().classify(Photos.koala()).body()))
					.startsWith("koala "));

		Times.record("the next answer",
				() -> assertThat(environment.users().classify(Photos.koala()).statusCode()).isEqualTo(200));
		assertThat(environment.pods()).hasSize(1);
	}

	@Test
	void answersWhatIsInFlightWhenItsPodIsStopped() {
		Address users = environment.users();
		assertThat(users.classify(Photos.koala()).statusCode()).isEqualTo(200);
		byte[] batch = Events.batch(32, Photos.koala());
		// Eight batches are about 4 s of work for the predictor.
		List<CompletableFuture<HttpResponse<String>>> inFlight = IntStream.range(0, 8)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> users.post("/", Events.BATCH, batch)))
			.toList();
		await().until(() -> environment.metric("animals_in_flight") > 0);

		environment.kubectl("delete", "pod", "--wait=false", "-l", "serving.knative.dev/service=animals");

		assertThat(inFlight).allSatisfy((answer) -> assertThat(answer.join().statusCode()).isEqualTo(200))
			.allSatisfy((answer) -> assertThat(Events.bestOfBatch(answer.join().body())).hasSize(32)
				.allMatch((best) -> best.startsWith("koala ")));
	}

}
