package dev.animals.e2e.releases;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import dev.animals.e2e.TcpProxy;
import dev.animals.e2e.Users;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code make e2e-chaos}: whatever breaks during a rollout, it ends with all traffic on
 * stable or with the traffic where it was, and no user's request fails. Writes a table to
 * {@code target/chaos.md}. The API server and Prometheus are reached through proxies that
 * the tests cut.
 */
@Tag("chaos")
class ChaosTests {

	private static final Path TABLE = Settings.OUTPUT.resolve("chaos.md");

	private static final Duration OUTAGE = Duration.ofSeconds(30);

	@RegisterExtension
	static final Environment environment = new Environment("chaos");

	@SuppressWarnings("NullAway.Init")
	private static TcpProxy server;

	@SuppressWarnings("NullAway.Init")
	private static String kubeconfig;

	@BeforeAll
	static void start() throws IOException {
		Files.createDirectories(Settings.OUTPUT);
		Files.writeString(TABLE, """
				| what broke | when | exit codes | stable at the end | its share | requests | failed |
				|---|---|---|---|---|---|---|
				""");
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		server = new TcpProxy(URI
			.create(environment.kubectl("config", "view", "--minify", "-o", "jsonpath={.clusters[0].cluster.server}")));
		kubeconfig = environment.folder().resolve("kubeconfig").toAbsolutePath().toString();
		environment.write("kubeconfig", environment.kubectl("config", "view", "--raw", "--minify", "--flatten")
			.replaceFirst("server: .*", "server: " + server.uri()));
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	/**
	 * The version that is not stable becomes the candidate. Knative drops the tag of an
	 * image that has a digest.
	 */
	@BeforeEach
	void deployCandidate() {
		boolean first = environment
			.kubectl("get", "revision", environment.revision("stable"), "-o", "jsonpath={.spec.containers[0].image}")
			.endsWith(Settings.STABLE_IMAGE.substring(Settings.STABLE_IMAGE.indexOf('@')));
		environment.deploy(first ? Settings.CANDIDATE_IMAGE : Settings.STABLE_IMAGE).succeeded();
	}

	@ParameterizedTest
	@ValueSource(strings = { RolloutProcess.BEGUN, RolloutProcess.FIRST_STEP, RolloutProcess.LAST_STEP,
			RolloutProcess.BAKE })
	void theServerIsAwayForHalfAMinute(String when) throws IOException {
		Codes codes = disturb("API server away for 30 s", when, Map.of(), (_) -> {
			server.cut();
			sleep(OUTAGE);
			server.restore();
		}, false);
		assertThat(codes.first()).as(codes.output()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { RolloutProcess.BEGUN, RolloutProcess.FIRST_STEP, RolloutProcess.LAST_STEP,
			RolloutProcess.BAKE })
	void isKilledAndStartedAgain(String when) throws IOException {
		Codes codes = disturb("SIGKILL, then started again", when, Map.of(), RolloutProcess::kill, true);
		assertThat(codes.last()).as(codes.output()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { RolloutProcess.FIRST_STEP, RolloutProcess.LAST_STEP })
	void prometheusIsGone(String when) throws IOException {
		Process forward = new ProcessBuilder("kubectl", "port-forward", "--namespace", "monitoring",
				"service/prometheus-operated", "19090:9090")
			.redirectErrorStream(true)
			.redirectOutput(Settings.OUTPUT.resolve("port-forward.log").toFile())
			.start();
		try {
			Codes codes = disturb("Prometheus gone", when, Map.of("PROMETHEUS_URL", "http://127.0.0.1:19090"),
					(_) -> forward.destroy(), false);
			assertThat(codes.first()).as(codes.output()).isEqualTo(13);
		}
		finally {
			forward.destroy();
		}
	}

	@Test
	void theLeaseIsDeleted() throws IOException {
		Codes codes = disturb("Lease deleted", RolloutProcess.FIRST_STEP, Map.of(),
				(_) -> environment.kubectl("delete", "lease", "animals-rollout"), false);
		assertThat(codes.first()).as(codes.output()).isZero();
	}

	@Test
	void theLeaseIsTakenBySomebodyElse() throws IOException {
		Codes codes = disturb("Lease taken by somebody else", RolloutProcess.FIRST_STEP, Map.of(), (_) -> environment
			.kubectl("patch", "lease", "animals-rollout", "--type=merge", "-p",
					"{\"spec\": {\"holderIdentity\": \"eve@laptop\", \"renewTime\": \"2999-01-01T00:00:00.000000Z\"}}"),
				false);
		environment.kubectl("delete", "lease", "animals-rollout");
		assertThat(codes.first()).as(codes.output()).isEqualTo(14);
		environment.make("rollback").succeeded();
	}

	/**
	 * Only the clock of the rollout is shifted. It cannot tell which measurements are of
	 * its own time, so it waits until the deadline and gives stable all traffic. It has
	 * no metrics yet if its clock is ahead.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "+2m", "-2m" })
	void theClockIsWrong(String shift) throws IOException {
		environment.write("clock.yaml",
				Files.readString(RolloutProcess.SETTINGS).replace("deadline: 4m", "deadline: 1m"));
		Codes codes = disturb("clock shifted by " + shift, RolloutProcess.BEGUN, Map.of("FAKETIME_DONT_FAKE_MONOTONIC",
				"1", "ROLLOUT", environment.folder().resolve("clock.yaml").toString()), (_) -> {
				}, false, "faketime", "-f", shift);
		assertThat(codes.first()).as(codes.output()).isIn(12, 13);
	}

	@Test
	void theRegistryIsGone() throws IOException {
		Codes codes = disturb("registry gone", "The revision did not start",
				Map.of("IMAGE", "registry.invalid:5000/animals@sha256:" + "0".repeat(64)), (_) -> {
				}, false);
		assertThat(codes.first()).as(codes.output()).isEqualTo(3);
	}

	private static Codes disturb(String what, String when, Map<String, String> variables,
			Consumer<RolloutProcess> disturbance, boolean again, String... words) throws IOException {
		String before = environment.revision("stable");
		Users users = new Users(environment.users(), 6);
		int first;
		int last;
		String output;
		try (users) {
			try (RolloutProcess rollout = start(variables, words).awaitText(when)) {
				disturbance.accept(rollout);
				first = rollout.end();
				output = rollout.output();
			}
			last = first;
			if (again) {
				try (RolloutProcess rollout = start(variables, words)) {
					last = rollout.end();
					output += rollout.output();
				}
			}
		}
		String stable = environment.revision("stable");
		String share = environment.kubectl("get", "ksvc", "animals", "-o",
				"jsonpath={.spec.traffic[?(@.tag==\"stable\")].percent}");
		Files.writeString(TABLE,
				"| %s | %s | %s | %s | %s %% | %d | %d |%n".formatted(what, when, again ? first + ", " + last : first,
						stable.equals(before) ? "the same" : "the candidate", share, users.sent(),
						users.failures().size()),
				StandardOpenOption.APPEND);
		assertThat(users.failures()).as(output).isEmpty();
		return new Codes(first, last, output);
	}

	private static RolloutProcess start(Map<String, String> variables, String... words) {
		Map<String, String> all = new TreeMap<>(variables);
		all.put("KUBECONFIG", kubeconfig);
		return new RolloutProcess(environment, all, words);
	}

	private static void sleep(Duration duration) {
		try {
			Thread.sleep(duration);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The end of a rollout.
	 *
	 * @param first the exit code of the process that was disturbed
	 * @param last the exit code of the process that was started again, or the same
	 * @param output the output of both processes
	 */
	private record Codes(int first, int last, String output) {
	}

}
