package dev.animals.e2e.releases;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

import dev.animals.e2e.Answers;
import dev.animals.e2e.Deployer;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import dev.animals.e2e.Times;
import dev.animals.e2e.Users;
import dev.animals.testing.Command;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that a rollout that people, missing rights or wrong settings disturb overwrites
 * nobody's change, says how it ended, and that no user notices. Each test starts with
 * stable, which has all traffic, and a candidate.
 */
@Tag("long")
class DisturbedRolloutTests {

	private static final String STABLE = "animals-00001";

	@RegisterExtension
	static final Environment environment = new Environment("disturbed");

	@SuppressWarnings("NullAway.Init")
	private static Users users;

	/** The file for an account with the rights of the component {@code deployer}. */
	@SuppressWarnings("NullAway.Init")
	private static String kubeconfig;

	@BeforeAll
	static void start() throws IOException {
		kubeconfig = Deployer.kubeconfig(environment);
		// Grants what make monitoring grants to the namespaces in knative/overlays.
		environment.kubectl("create", "rolebinding", "animals-e2e-disturbed", "--namespace=monitoring",
				"--role=read-prometheus", "--serviceaccount=" + environment.namespace() + ":deployer");
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		environment.deploy(Settings.CANDIDATE_IMAGE).succeeded();
		users = new Users(environment.users(), 4);
	}

	@AfterAll
	static void stop() {
		users.close();
		environment.kubectl("delete", "rolebinding", "animals-e2e-disturbed", "--namespace=monitoring");
	}

	@BeforeEach
	void begin() {
		environment.kn("service", "update", "animals", "--traffic", STABLE + "=100");
		assertThat(environment.revision("stable")).isEqualTo(STABLE);
		assertThat(environment.revision("candidate")).isNotEmpty();
	}

	@AfterEach
	void noUserNoticed() {
		assertThat(users.failures()).isEmpty();
		environment.kubectl("delete", "lease", "animals-rollout", "--ignore-not-found");
	}

	@Test
	void leavesTrafficAloneThatWasTypedByHand() {
		try (RolloutProcess rollout = start(Map.of()).awaitText(RolloutProcess.FIRST_STEP)) {
			environment.kn("service", "update", "animals", "--traffic", STABLE + "=70", "--traffic", "candidate=30");
			assertThat(rollout.end()).as(rollout::output).isEqualTo(17);
		}
		assertThat(percent("candidate")).isEqualTo("30");
	}

	@Test
	void stopsWhenARollbackIsTyped() {
		try (RolloutProcess rollout = start(Map.of()).awaitText(RolloutProcess.FIRST_STEP)) {
			Times.record("make rollback, during a rollout", () -> environment.make("rollback").succeeded());
			assertThat(percent("stable")).isEqualTo("100");
			assertThat(rollout.end()).as(rollout::output).isEqualTo(17);
		}
		assertThat(percent("stable")).isEqualTo("100");
	}

	@Test
	void givesTheCandidateNothingWhenARollbackIsTypedDuringTheSmokeSet() {
		try (RolloutProcess rollout = start(Map.of()).awaitText(RolloutProcess.BEGUN)) {
			environment.make("rollback").succeeded();
			assertThat(rollout.end()).as(rollout::output).isEqualTo(17);
		}
		assertThat(percent("stable")).isEqualTo("100");
	}

	@Test
	void keepsDeploymentsOut() {
		try (RolloutProcess rollout = start(Map.of()).awaitText(RolloutProcess.FIRST_STEP)) {
			Command deploy = environment.deploy(Settings.STABLE_IMAGE);
			assertThat(deploy.status()).isNotZero();
			assertThat(deploy.errors()).contains("is changing this Service").contains("(pid ");
			assertThat(percent("candidate")).isEqualTo("10");
			rollout.awaitText(RolloutProcess.LAST_STEP);
		}
	}

	@Test
	void promotesNothingButTheRevisionThatItJudged() {
		try (RolloutProcess rollout = start(Map.of()).awaitText(RolloutProcess.LAST_STEP)) {
			environment.kn("service", "update", "animals", "--annotation", "example.com/changed=true");
			String other = environment.kubectl("get", "ksvc", "animals", "-o",
					"jsonpath={.status.latestCreatedRevisionName}");
			String candidate = environment.revision("candidate");
			environment.kn("service", "update", "animals", "--untag", "candidate", "--tag", other + "=candidate",
					"--traffic", STABLE + "=50", "--traffic", other + "=50");
			assertThat(rollout.end()).as(rollout::output).isEqualTo(17);
			assertThat(environment.revision("stable")).isEqualTo(STABLE);
			environment.kn("service", "update", "animals", "--untag", "candidate", "--tag", candidate + "=candidate",
					"--traffic", STABLE + "=100");
		}
	}

	@Test
	void doesNotBeginIfTheGatewayDoesNotAnswer() {
		try (RolloutProcess rollout = start(Map.of("INGRESS", "127.0.0.1:9"))) {
			assertThat(rollout.end()).as(rollout::output).isEqualTo(2);
		}
		assertThat(percent("stable")).isEqualTo("100");
	}

	@Test
	void saysSoWhenItLosesItsRights() throws IOException {
		try (RolloutProcess rollout = start(Map.of("KUBECONFIG", kubeconfig)).awaitText(RolloutProcess.FIRST_STEP)) {
			environment.kubectl("delete", "rolebinding", "deployer");
			assertThat(rollout.end()).as(rollout::output).isEqualTo(18);
			assertThat(rollout.output()).contains("the candidate has 10 %, and nobody watches it");
		}
		finally {
			environment.kubectl("create", "rolebinding", "deployer", "--role=deployer",
					"--serviceaccount=" + environment.namespace() + ":deployer");
		}
		assertThat(Files.readString(RolloutProcess.report())).contains("DENIED");
	}

	@Test
	void promotesWithoutTheRightToWriteEvents() throws IOException {
		JsonNode role = Answers.MAPPER.readTree(environment.kubectl("get", "role", "deployer", "-o", "json"));
		((ArrayNode) role.required("rules"))
			.removeIf((rule) -> rule.toString().contains("\"events\"") && rule.toString().contains("\"create\""));
		environment.write("role.json", role.toString());
		environment.kubectl("replace", "-f", environment.folder().resolve("role.json").toString());
		environment.as(Map.of("KUBECONFIG", kubeconfig));
		assertThat(environment.can("create", "events")).isFalse();
		environment.as(Map.of());
		try (RolloutProcess rollout = start(Map.of("KUBECONFIG", kubeconfig))) {
			assertThat(rollout.end()).as(rollout::output).isZero();
		}
		assertThat(environment.make("rollback").succeeded().output()).contains(STABLE);
		environment.kn("service", "update", "animals", "--untag", "previous", "--tag",
				environment.revision("previous") + "=candidate");
	}

	private static RolloutProcess start(Map<String, String> variables) {
		return new RolloutProcess(environment, variables);
	}

	private static String percent(String tag) {
		return environment.kubectl("get", "ksvc", "animals", "-o",
				"jsonpath={.spec.traffic[?(@.tag==\"%s\")].percent}".formatted(tag));
	}

}
