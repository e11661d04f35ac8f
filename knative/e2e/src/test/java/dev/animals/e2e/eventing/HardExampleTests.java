package dev.animals.e2e.eventing;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.animals.e2e.Answers;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Events;
import dev.animals.e2e.Settings;
import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Proves that a photo with an unsure prediction reaches a subscriber of the Broker, and
 * that its label comes back as feedback on the answer.
 */
class HardExampleTests {

	private static final Pattern PREDICTION = Pattern.compile("(?m)^ *prediction: (\\S+)$");

	@RegisterExtension
	static final Environment environment = new Environment("hard-examples");

	@SuppressWarnings("NullAway.Init")
	private static Broker broker;

	@BeforeAll
	static void deploy() throws IOException {
		assumeTrue(environment.kubectl("api-resources", "--api-group=sources.knative.dev", "-o", "name")
			.contains("sinkbindings"), "Knative Eventing is not installed");
		// No prediction is quite sure, so every photo is sent.
		environment.configure(Broker.ONE_POD + Environment.settings("ANIMALS_HARDEXAMPLES_BELOW=1") + """
				components:
				- ../../../../components/send-hard-examples
				- ../../../src/test/resources/answers
				""");
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		environment.kubectl("wait", "--for=condition=Ready", "--timeout=120s", "broker/animals",
				"sinkbinding/send-hard-examples", "trigger/record-feedback", "trigger/answers");
		environment.kubectl("wait", "--for=condition=Available", "--timeout=120s", "deployment/answers");
		broker = new Broker(environment);
	}

	@AfterAll
	static void close() {
		if (broker != null) {
			broker.close();
		}
	}

	@Test
	void theStableRevisionHasTheAddressOfTheBroker() {
		assertThat(environment.kubectl("get", "revision", environment.revision("stable"), "-o",
				"jsonpath={.spec.containers[0].env[?(@.name==\"K_SINK\")].value}"))
			.endsWith("/" + environment.namespace() + "/animals");
	}

	@Test
	void aLabelForAnUnsurePredictionComesBackAsFeedback() {
		String token = Answers.token(environment.users().classify(Photos.koala()));

		await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(predictions()).contains(token));
		broker.sendStructured(Events.feedback(token, "koala"));

		await().atMost(Duration.ofMinutes(1))
			.until(() -> environment.metric("animals_feedback_total", "right=\"true\"") == 1);
		assertThat(environment.metric("animals_hard_examples_total", "outcome=\"sent\"")).isEqualTo(1);
	}

	/** Returns the tokens in the events about unsure predictions that were delivered. */
	private static List<String> predictions() {
		return broker.printedBy("answers")
			.stream()
			.filter((event) -> event.contains("type: dev.animals.image.unsure.v1\n"))
			.flatMap((event) -> PREDICTION.matcher(event).results())
			.map((match) -> match.group(1))
			.toList();
	}

}
