package dev.animals.e2e.releases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.animals.e2e.Answers;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import dev.animals.e2e.Times;
import dev.animals.e2e.Users;
import dev.animals.testing.Command;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Proves that release commands are safe in an incident. Even if a command fails or is
 * interrupted, shares add up to 100 %, and no user's request fails while stable is
 * healthy. Each test starts with the traffic that the previous one left.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SafeReleaseTests {

	private static final String CRASHES = Environment.settings("JAVA_TOOL_OPTIONS=-XX:NoSuchFlag");

	@RegisterExtension
	static final Environment environment = new Environment("safe");

	@SuppressWarnings("NullAway.Init")
	private static Users users;

	@BeforeAll
	static void start() {
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		users = new Users(environment.users(), 2);
		environment.deploy(Settings.CANDIDATE_IMAGE).succeeded();
		environment.make("canary", "PERCENT=20").succeeded();
	}

	@AfterAll
	static void stop() {
		users.close();
	}

	@AfterEach
	void trafficIsWholeAndNoUserNoticed() {
		assertThat(traffic().mapToInt((entry) -> entry.path("percent").asInt(0)).sum()).isEqualTo(100);
		assertThat(traffic()).allMatch((entry) -> entry.path("percent").asInt(0) == 0 || entry.has("tag"));
		assertThat(users.failures()).isEmpty();
	}

	@Test
	@Order(1)
	void takesTheTrafficOfACandidateThatIsReplaced() throws IOException {
		environment.configure(Environment.settings("LOGGING_LEVEL_DEV_ANIMALS=warn"));
		environment.deploy(Settings.STABLE_IMAGE).succeeded();

		assertThat(environment.make("status").succeeded().output()).containsPattern("stable +animals-00001 +100")
			.containsPattern("candidate +animals-00003 +0")
			.doesNotContainPattern("(?m)^\\S+ +animals-00002");
		assertThat(environment.make("rollback").succeeded().output())
			.contains("animals-00001 (stable) has all traffic");
	}

	@Test
	@Order(2)
	void worksDuringADeployThatFails() throws IOException {
		environment.make("canary", "PERCENT=20").succeeded();
		environment.configure(CRASHES);
		CompletableFuture<Command> deploy = CompletableFuture
			.supplyAsync(() -> environment.deploy(Settings.STABLE_IMAGE));
		await().atMost(Duration.ofMinutes(1)).until(() -> newest().equals("animals-00004"));

		Times.record("make rollback, during a deploy that fails", () -> environment.make("rollback").succeeded());
		assertThat(percent("stable")).isEqualTo(100);
		assertThat(deploy.join().errors()).contains("The revision did not start");

		Times.record("make canary, after a deploy that failed",
				() -> environment.make("canary", "PERCENT=10").succeeded());
		Times.record("make rollback, after a deploy that failed", () -> environment.make("rollback").succeeded());
		assertThat(percent("stable")).isEqualTo(100);
	}

	@Test
	@Order(3)
	void refusesToChangeWhatAnotherIsChanging() throws IOException {
		environment.write("lease.yaml", """
				apiVersion: coordination.k8s.io/v1
				kind: Lease
				metadata: {name: animals-rollout}
				spec: {holderIdentity: eve@laptop, leaseDurationSeconds: 60, renewTime: "2999-01-01T00:00:00.000000Z"}
				""");
		environment.kubectl("apply", "-f", environment.folder().resolve("lease.yaml").toString());
		environment.configure("");
		String before = traffic().toList().toString();

		for (List<String> words : List.of(List.of("canary", "PERCENT=50"), List.of("promote"))) {
			assertThat(release(words.toArray(String[]::new)).status()).isEqualTo(14);
		}
		assertThat(environment.deploy(Settings.CANDIDATE_IMAGE).errors()).contains("eve@laptop");
		assertThat(traffic().toList()).hasToString(before);
		environment.make("rollback").succeeded();
		environment.kubectl("delete", "lease", "animals-rollout");
	}

	@Test
	@Order(4)
	void letsOneOfTwoWin() {
		CompletableFuture<Command> promote = CompletableFuture.supplyAsync(() -> release("promote"));
		Command canary = release("canary", "PERCENT=50");

		assertThat(List.of(promote.join().status(), canary.status())).contains(0).isSubsetOf(0, 4, 14);
		assertThat(traffic().map((entry) -> entry.path("revisionName").asString(""))).doesNotContain("")
			.isSubsetOf("animals-00001", "animals-00003");
	}

	@Test
	@Order(5)
	void leavesOtherNamespacesAlone() {
		assertThat(Command.run(Duration.ofMinutes(1), Map.of("NAMESPACE", "kube-system", "CONFIRM", "kube-system"),
				List.of("knative/release/release", "undeploy")))
			.satisfies((command) -> assertThat(command.status()).isEqualTo(9));
		assertThat(release("stop", "ENV=production").status()).isEqualTo(8);
		assertThat(release("stop").errors()).contains("CONFIRM=" + environment.namespace());
	}

	@Test
	@Order(6)
	void runsNothingThatASettingContains() {
		Path file = Settings.OUTPUT.resolve("injected");
		for (String image : List.of("a;touch " + file, "a@sha256:0;touch " + file, "a'b", "a\nb", "a b")) {
			assertThat(environment.make("deploy", "IMAGE=" + image).status()).isNotZero();
		}
		assertThat(environment.make("health-check", "URL=http://a;touch " + file).status()).isNotZero();
		assertThat(environment.make("verify", "IMAGE=a@sha256:0;touch " + file).status()).isNotZero();
		assertThat(Files.exists(file)).isFalse();
	}

	@Test
	@Order(7)
	void saysInOneSentenceThatThereIsNoKubeconfig() {
		Command command = Command.run(Duration.ofMinutes(1), Map.of("KUBECONFIG", "/nonexistent"),
				List.of("knative/release/release", "rollback"));
		assertThat(command.status()).isEqualTo(7);
		assertThat(command.errors().strip().lines()).hasSize(1);
	}

	@Test
	@Order(8)
	void doesNotRotateTheKeyWhileOlderTokensAreValid() {
		environment.make("rotate-key").succeeded();
		assertThat(release("rotate-key").status()).isEqualTo(22);
	}

	@Test
	@Order(9)
	void backsUpOnlyWhatItMayRead() throws IOException {
		environment.write("kubeconfig", environment.kubectl("config", "view", "--raw", "--minify", "--flatten"));
		environment.kubectl("create", "serviceaccount", "viewer");
		environment.kubectl("create", "rolebinding", "viewer", "--clusterrole=view",
				"--serviceaccount=" + environment.namespace() + ":viewer");
		String token = environment.kubectl("create", "token", "viewer");
		environment.as(Map.of("KUBECONFIG", environment.folder().resolve("kubeconfig").toAbsolutePath().toString()));
		environment.kubectl("config", "set-credentials", "viewer", "--token", token);
		environment.kubectl("config", "set-context", "--current", "--user", "viewer");

		Command backup = environment.make("backup");
		environment.as(Map.of());

		assertThat(backup.status()).isNotZero();
		assertThat(backup.output()).isEmpty();
		assertThat(environment.make("backup").succeeded().output()).contains("animals.dev/image: ");
	}

	private static Stream<JsonNode> traffic() {
		return Answers.MAPPER.readTree(environment.kubectl("get", "ksvc", "animals", "-o", "jsonpath={.spec.traffic}"))
			.valueStream();
	}

	private static int percent(String tag) {
		return traffic().filter((entry) -> entry.path("tag").asString("").equals(tag))
			.mapToInt((entry) -> entry.path("percent").asInt(0))
			.sum();
	}

	private static String newest() {
		return environment.kubectl("get", "ksvc", "animals", "-o", "jsonpath={.status.latestCreatedRevisionName}");
	}

	/**
	 * Runs a command of the release program directly, because {@code make} would hide its
	 * exit code.
	 */
	private static Command release(String... words) {
		Map<String, String> variables = new TreeMap<>(
				Map.of("NAMESPACE", environment.namespace(), "INGRESS", Settings.INGRESS.getAuthority()));
		for (String setting : words) {
			String[] parts = setting.split("=", 2);
			if (parts.length == 2) {
				variables.put(parts[0], parts[1]);
			}
		}
		return Command.run(Duration.ofMinutes(2), variables, List.of("knative/release/release", words[0]));
	}

}
