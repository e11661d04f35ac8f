package dev.animals.e2e.serving;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;

import dev.animals.e2e.Address;
import dev.animals.e2e.Answers;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Events;
import dev.animals.e2e.Load;
import dev.animals.e2e.Settings;
import dev.animals.photos.Photos;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Proves which requests of users fail if a pod is killed, stopped, restarted with a new
 * key or runs out of memory.
 */
class DisruptionTests {

	/** A heap that is larger than the memory limit of the container. */
	private static final String HEAP = "-Xmx2g";

	@RegisterExtension
	static final Environment environment = new Environment("disruption");

	@BeforeAll
	static void deploy() {
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
	}

	@Test
	void losesAtMostTheRequestsThatAKilledPodHadInFlight() {
		Address users = environment.users();
		try (Load load = new Load(4, () -> users.classify(Photos.koala()))) {
			load.awaitAnswers(50);

			environment.kubectl("delete", "pod", "--force", "--grace-period=0", "-l", Environment.PODS);

			load.awaitAnswers(load.answered() + 100);
			load.stop();
			assertThat(load.failures()).hasSizeLessThanOrEqualTo(4);
		}
	}

	@Test
	void losesNoRequestWhenAPodIsStopped() {
		Address users = environment.users();
		try (Load load = new Load(4, () -> users.classify(Photos.koala()))) {
			load.awaitAnswers(50);

			environment.kubectl("delete", "pod", "--wait=false", "-l", Environment.PODS);

			load.awaitAnswers(load.answered() + 200);
			load.stop();
			assertThat(load.failures()).isEmpty();
		}
	}

	@Test
	void acceptsTokensFromBeforeAndAfterAChangeOfTheKey() {
		Address users = environment.users();
		String before = token(users);
		try (Load load = new Load(1,
				() -> users.post("/feedback", Events.STRUCTURED, Events.feedback(before, "koala")))) {
			load.awaitAnswers(5);

			environment.make("rotate-key").succeeded();

			load.awaitAnswers(load.answered() + 5);
			load.stop();
			assertThat(load.failures()).isEmpty();
		}
		String after = token(users);
		assertThat(Stream.of(before, after)
			.map((token) -> users.post("/feedback", Events.STRUCTURED, Events.feedback(token, "koala")).statusCode()))
			.containsExactly(202, 202);
	}

	@Test
	void answersAgainAfterAContainerExceededItsMemoryLimit() throws IOException {
		environment.configure(Environment.patch("/spec/template/spec/containers/0/resources/limits/memory", "420Mi")
				+ Environment.settings("JAVA_TOOL_OPTIONS=" + HEAP));
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		Address candidate = environment.tag("candidate");
		try (Load load = new Load(8, () -> candidate.post("/classify", "image/jpeg", new byte[15 << 20]))) {
			await().atMost(Duration.ofMinutes(1))
				.until(() -> environment
					.kubectl("get", "pods", "-o",
							"jsonpath={.items[*].status.containerStatuses[*].lastState.terminated.reason}")
					.contains("OOMKilled"));
			load.stop();
		}

		await().atMost(Duration.ofMinutes(1)).until(() -> candidate.classify(Photos.koala()).statusCode() == 200);
	}

	private static String token(Address users) {
		return Answers.token(users.classify(Photos.koala()));
	}

}
