package dev.animals.e2e.releases;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

import dev.animals.e2e.Deployer;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import dev.animals.e2e.Users;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Proves that a rollout that runs as a Job goes on when its caller is killed, is resumed
 * when its pod is deleted, and can be followed again, all with the rights of a deployer.
 */
@Tag("long")
class ClusterRolloutTests {

	private static final String RELEASE_IMAGE = Settings.required("RELEASE_IMAGE");

	@RegisterExtension
	static final Environment environment = new Environment("cluster-rollout");

	@SuppressWarnings("NullAway.Init")
	private static Users users;

	@BeforeAll
	static void deploy() throws IOException {
		environment.as(Map.of("KUBECONFIG", Deployer.kubeconfig(environment)));
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		environment.deploy(Settings.CANDIDATE_IMAGE).succeeded();
		users = new Users(environment.users(), 4);
	}

	@AfterAll
	static void stop() {
		users.close();
	}

	@Test
	void outlivesItsCallerAndItsPod() throws IOException {
		String candidate = environment.revision("candidate");
		try (RolloutProcess caller = start().awaitText(RolloutProcess.FIRST_STEP)) {
			caller.kill();
		}
		String pod = pod();
		environment.as(Map.of());
		environment.kubectl("delete", "--wait=false", pod);
		await().atMost(Duration.ofMinutes(2)).until(() -> !pod().equals(pod));

		try (RolloutProcess caller = start()) {
			assertThat(caller.end()).as(caller::output).isZero();
			assertThat(caller.output()).contains("A rollout is under way in the cluster", "PROMOTED");
		}
		assertThat(environment.revision("stable")).isEqualTo(candidate);
		assertThat(Files.readString(RolloutProcess.report())).contains("PROMOTED");
		assertThat(users.failures()).isEmpty();
	}

	private static String pod() {
		return environment
			.kubectl("get", "pods", "-l", "batch.kubernetes.io/job-name=animals-rollout",
					"--sort-by=.metadata.creationTimestamp", "-o", "name")
			.lines()
			.reduce("", (_, newest) -> newest);
	}

	private static RolloutProcess start() {
		return new RolloutProcess(environment, Map.of("WHERE", "cluster", "RELEASE_IMAGE", RELEASE_IMAGE, "KUBECONFIG",
				environment.folder().resolve("kubeconfig").toAbsolutePath().toString()));
	}

}
