package dev.animals.e2e.releases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.animals.e2e.Answers;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import dev.animals.testing.Command;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Proves that no request of {@code make load-test} fails while a release is rolled out
 * and rolled back, and while pods are removed after a peak.
 */
@Tag("long")
class RollingUpdateTests {

	private static final Path RESULTS = Settings.REPOSITORY.resolve("knative/load/target");

	@RegisterExtension
	static final Environment environment = new Environment("rolling");

	@BeforeAll
	static void deploy() {
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
	}

	@Test
	void failsNoRequestWhileAReleaseIsRolledOutAndBack() throws IOException {
		// The load test first measures the rate that saturates the service, and then
		// sends half of it.
		CompletableFuture<Command> load = start("steady", "3m");
		await().atMost(Duration.ofMinutes(4)).until(() -> sent("steady") > 100);

		environment.deploy(Settings.CANDIDATE_IMAGE).succeeded();
		for (String percent : List.of("10", "50")) {
			environment.make("canary", "PERCENT=" + percent).succeeded();
			awaitRequests("steady", 200);
		}
		environment.make("promote").succeeded();
		awaitRequests("steady", 400);
		environment.make("rollback").succeeded();
		awaitRequests("steady", 200);
		assertThat(load).as("the load, which must last longer than the release").isNotDone();

		load.join().succeeded();
		JsonNode total = result("steady").required("total");
		assertThat(total.required("failed").intValue()).isZero();
		assertThat(total.required("ok").intValue()).isEqualTo(total.required("sent").intValue());
		assertThat(result("steady").required("models").propertyNames()).contains("lite0-1.2.0", "lite2-1.2.0");
		keep("steady", "rolling-update");
	}

	@Test
	void failsNoRequestWhilePodsAreRemoved() throws IOException {
		CompletableFuture<Command> load = start("spike", "150s");
		await().atMost(Duration.ofMinutes(5)).until(() -> environment.pods().size() == 2);
		await().atMost(Duration.ofMinutes(3)).until(() -> environment.pods().size() == 1);
		assertThat(load).as("the load, which must last longer than the second pod").isNotDone();

		load.join().succeeded();
		JsonNode total = result("spike").required("total");
		assertThat(total.required("failed").intValue()).isZero();
		assertThat(total.required("ok").intValue()).isEqualTo(total.required("sent").intValue());
		keep("spike", "scale-down");
	}

	private static CompletableFuture<Command> start(String profile, String duration) throws IOException {
		Files.deleteIfExists(file(profile));
		String url = "URL=http://" + environment.users().host();
		return CompletableFuture
			.supplyAsync(() -> Command.run(Duration.ofMinutes(10), Map.of(), List.of("make", "load-test",
					"PROFILE=" + profile, "DURATION=" + duration, url, "INGRESS=" + Settings.INGRESS.getAuthority())));
	}

	private static void awaitRequests(String profile, int more) {
		int before = sent(profile);
		await().atMost(Duration.ofMinutes(2)).until(() -> sent(profile) >= before + more);
	}

	private static int sent(String profile) {
		return Files.exists(file(profile)) ? result(profile).required("total").required("sent").intValue() : 0;
	}

	private static JsonNode result(String profile) {
		return Answers.MAPPER.readTree(file(profile));
	}

	private static Path file(String profile) {
		return RESULTS.resolve("load-" + profile + ".json");
	}

	/** Keeps a result for the tables of the documentation. */
	private static void keep(String profile, String as) throws IOException {
		Files.copy(file(profile), Settings.OUTPUT.resolve(as + ".json"), StandardCopyOption.REPLACE_EXISTING);
	}

}
