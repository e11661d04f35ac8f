package dev.animals.e2e;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import dev.animals.photos.Photos;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Proves that the release commands work in the order in which an engineer uses them. Each
 * test continues where the previous one ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReleaseTests {

	@RegisterExtension
	static final Environment environment = new Environment("release");

	/**
	 * Keeps the candidate from scaling to zero while it gets a tenth of the requests.
	 * With the shorter window of the other tests, its pod would stop between two of its
	 * requests. Each of them would then wait for a new pod, and stable would scale to
	 * zero meanwhile.
	 */
	private static final String LONG_WINDOW = Environment
		.patch("/spec/template/metadata/annotations/autoscaling.knative.dev~1window", "30s");

	@SuppressWarnings("NullAway.Init")
	private static Address users;

	@BeforeAll
	static void start() throws IOException {
		environment.configure(LONG_WINDOW);
		Times.record("make deploy, into no namespace", () -> environment.deploy(Settings.STABLE_IMAGE).succeeded());
		users = environment.users();
	}

	@Test
	@Order(1)
	void makesTheFirstDeploymentStable() {
		assertThat(environment.revision("stable")).isEqualTo("animals-00001");
		assertThat(environment.revision("candidate")).isEmpty();
		assertThat(environment.make("status").succeeded().output()).containsPattern("stable +animals-00001 +100");
		assertThat(model(users)).isEqualTo("lite0");
	}

	@Test
	@Order(2)
	void changesNothingWhenNothingChanged() {
		String key = key();

		assertThat(environment.deploy(Settings.STABLE_IMAGE).succeeded().output()).contains("Nothing changed");

		assertThat(environment.revision("candidate")).isEmpty();
		assertThat(key()).isEqualTo(key);
	}

	@Test
	@Order(3)
	void failsIfThereIsNothingToRollBackTo() {
		assertThat(environment.make("rollback").errors()).contains("nothing to roll back to");
		assertThat(environment.make("canary", "PERCENT=10").errors()).contains("There is no candidate");
		assertThat(environment.make("promote").errors()).contains("There is no candidate");
	}

	@Test
	@Order(4)
	void makesALaterDeploymentACandidateThatUsersDoNotSee() {
		Times.record("make deploy, of a candidate", () -> environment.deploy(Settings.CANDIDATE_IMAGE).succeeded());

		assertThat(environment.revision("stable")).isEqualTo("animals-00001");
		assertThat(environment.revision("candidate")).isEqualTo("animals-00002");
		await().until(() -> environment.tag("candidate").classify(Photos.koala()).statusCode() == 200);
		assertThat(model(environment.tag("candidate"))).isEqualTo("lite2");
		assertThat(model(environment.tag("stable"))).isEqualTo("lite0");
		assertThat(models(100)).containsExactly(Map.entry("lite0", 100));
	}

	@Test
	@Order(5)
	void splitsTraffic() {
		Times.record("make canary PERCENT=10", () -> environment.make("canary", "PERCENT=10").succeeded());
		await().atMost(Duration.ofMinutes(1)).until(() -> model(users).equals("lite2"));

		// With 400 draws and a probability of 0.1, the standard deviation is 6. A
		// difference of more than four standard deviations occurs by chance in one of
		// 16,000 runs.
		assertThat(models(400).get("lite2")).isBetween(16, 64);
	}

	@Test
	@Order(6)
	void takesTrafficFromTheCandidate() {
		Times.record("make rollback, of a candidate", () -> environment.make("rollback").succeeded());

		Times.record("until no user meets the candidate", () -> awaitOnly("lite0"));
		assertThat(environment.revision("candidate")).isEqualTo("animals-00002");
	}

	@Test
	@Order(7)
	void promotesTheCandidate() {
		Times.record("make promote", () -> environment.make("promote").succeeded());

		awaitOnly("lite2");
		assertTags("animals-00002", "", "animals-00001");
	}

	@Test
	@Order(8)
	void rollsBackToThePreviousAndForthAgain() {
		Times.record("make rollback, to the previous", () -> environment.make("rollback").succeeded());
		Times.record("until every user has the previous", () -> awaitOnly("lite0"));
		assertTags("animals-00001", "", "animals-00002");

		environment.make("rollback").succeeded();
		awaitOnly("lite2");
		assertTags("animals-00002", "", "animals-00001");
	}

	@Test
	@Order(9)
	void recognisesARollbackThatWasTypedByHand() {
		environment.kn("service", "update", "animals", "--traffic", "previous=100");

		assertThat(environment.deploy(Settings.CANDIDATE_IMAGE).succeeded().output()).contains("rolled back by hand");

		assertThat(models(20)).containsExactly(Map.entry("lite0", 20));
		assertThat(environment.revision("stable")).isEqualTo("animals-00001");
		assertThat(environment.revision("previous")).isEqualTo("animals-00002");
	}

	@Test
	@Order(10)
	void leavesTrafficAloneInADeploymentAfterARollback() {
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		environment.deploy(Settings.CANDIDATE_IMAGE).succeeded();

		assertThat(models(50)).containsExactly(Map.entry("lite0", 50));
		assertThat(environment.revision("stable")).isEqualTo("animals-00001");
	}

	@Test
	@Order(11)
	void makesACandidateOfAChangedSetting() throws IOException {
		environment.configure(LONG_WINDOW + Environment.settings("LOGGING_LEVEL_DEV_ANIMALS=warn"));

		environment.deploy(Settings.STABLE_IMAGE).succeeded();

		assertThat(environment.revision("candidate")).isNotEmpty().isNotEqualTo(environment.revision("stable"));
		assertThat(model(environment.tag("candidate"))).isEqualTo("lite0");
	}

	private static void assertTags(String stable, String candidate, String previous) {
		assertThat(environment.revision("stable")).isEqualTo(stable);
		assertThat(environment.revision("candidate")).isEqualTo(candidate);
		assertThat(environment.revision("previous")).isEqualTo(previous);
	}

	/**
	 * Waits until twenty users in a row get a model. The last answer of another model may
	 * come within the 5 s that a rollback may take.
	 */
	private static void awaitOnly(String model) {
		Instant start = Instant.now();
		int inARow = 0;
		while (inARow < 20) {
			if (model(users).equals(model)) {
				inARow++;
			}
			else {
				inARow = 0;
				assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
			}
		}
	}

	private static Map<String, Integer> models(int requests) {
		Map<String, Integer> models = new TreeMap<>();
		byte[] photo = Photos.koala();
		for (int i = 0; i < requests; i++) {
			models.merge(Answers.model(users.classify(photo).body()), 1, Integer::sum);
		}
		return models;
	}

	private static String model(Address address) {
		return Answers.model(address.classify(Photos.koala()).body());
	}

	private static String key() {
		return environment.kubectl("get", "secret", "animals-feedback", "-o", "jsonpath={.data.key}");
	}

}
