package dev.animals.e2e.releases;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import dev.animals.e2e.Times;
import dev.animals.e2e.Users;
import dev.animals.testing.Command;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that a rollback to a revision that has scaled to zero first starts a pod of it,
 * and does not change the traffic if no pod starts.
 */
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SleepingTargetTests {

	@RegisterExtension
	static final Environment environment = new Environment("sleeping");

	@SuppressWarnings("NullAway.Init")
	private static Users users;

	@BeforeAll
	static void release() {
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		users = new Users(environment.users(), 2);
		environment.deploy(Settings.CANDIDATE_IMAGE).succeeded();
		environment.make("promote").succeeded();
	}

	@AfterAll
	static void stop() {
		users.close();
	}

	@Test
	@Order(1)
	void startsAPodBeforeItMovesTraffic() {
		environment.awaitNoPodsOf("animals-00001");

		Times.record("make rollback, to a revision that scaled to zero",
				() -> environment.make("rollback").succeeded());

		assertThat(environment.revision("stable")).isEqualTo("animals-00001");
		assertThat(environment.kubectl("get", "revision", "animals-00001", "-o", "jsonpath={.metadata.annotations}"))
			.doesNotContain("min-scale-before");
		assertThat(users.failures()).isEmpty();
	}

	@Test
	@Order(2)
	void leavesTrafficAloneIfNoPodStarts() throws IOException {
		environment.awaitNoPodsOf("animals-00002");
		environment.write("quota.yaml", """
				apiVersion: v1
				kind: ResourceQuota
				metadata: {name: full}
				spec: {hard: {pods: "1"}}
				""");
		environment.kubectl("apply", "-f", environment.folder().resolve("quota.yaml").toString());

		Command rollback = Command.run(Duration.ofMinutes(2),
				Map.of("NAMESPACE", environment.namespace(), "INGRESS", Settings.INGRESS.getAuthority()),
				List.of("knative/release/release", "rollback"));

		assertThat(rollback.status()).as(rollback::toString).isEqualTo(19);
		assertThat(environment.revision("stable")).isEqualTo("animals-00001");
		assertThat(users.failures()).isEmpty();
	}

}
