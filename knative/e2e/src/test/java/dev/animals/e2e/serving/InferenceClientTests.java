package dev.animals.e2e.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.animals.e2e.Address;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import dev.animals.e2e.TcpProxy;
import dev.animals.testing.Command;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Proves that the unmodified clients of Triton, KServe and MLServer, and curl, can use
 * the service through the gateway, and that each answer names the model that gave it. The
 * clients record the results in {@code target/inference-clients.tsv}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InferenceClientTests {

	@RegisterExtension
	static final Environment environment = new Environment("clients");

	private static final Path RESULTS = Settings.OUTPUT.resolve("inference-clients.tsv");

	/** Enough to install the clients, which takes the most time, and to use them. */
	private static final Duration LIMIT = Duration.ofMinutes(20);

	@BeforeAll
	static void deploy() throws IOException {
		Files.deleteIfExists(RESULTS);
		// Pods must not stop while a client starts.
		environment
			.configure(Environment.patch("/spec/template/metadata/annotations/autoscaling.knative.dev~1window", "30s"));
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		environment.deploy(Settings.CANDIDATE_IMAGE).succeeded();
	}

	@Test
	@Order(1)
	void worksThroughTheAddressForUsers() {
		use("users", environment.users(), "lite0", 1000, "curl", "triton", "kserve", "mlserver");
	}

	@Test
	@Order(2)
	void worksThroughTheTagOfStable() {
		use("stable", environment.tag("stable"), "lite0", 200, "curl", "triton", "kserve", "mlserver");
	}

	@Test
	@Order(3)
	void worksThroughTheTagOfTheCandidate() {
		use("candidate", environment.tag("candidate"), "lite2", 200, "curl", "triton", "kserve", "mlserver");
	}

	@Test
	@Order(4)
	void namesTheModelInEachAnswerDuringACanary() {
		environment.make("canary", "PERCENT=20").succeeded();

		use("canary", environment.users(), "lite0,lite2", 1000, "mlserver");
	}

	private static void use(String name, Address service, String models, int requests, String... clients) {
		try (TcpProxy proxy = new TcpProxy(service.gateway(), new HostHeader(service.host()))) {
			Map<String, String> settings = Map.of("ADDRESS", proxy.uri().getAuthority(), "ADDRESS_NAME", name, "MODELS",
					models, "REQUESTS", Integer.toString(requests), "RESULTS", RESULTS.toString());
			List<String> words = new ArrayList<>(List.of("function/clients/inference.sh"));
			words.addAll(List.of(clients));
			Command.run(LIMIT, settings, words).succeeded();
		}
	}

}
