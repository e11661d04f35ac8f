package dev.animals.e2e.logging;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.animals.e2e.Answers;
import dev.animals.e2e.Namespace;
import dev.animals.testing.Command;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Installs the stores of {@code make logging} in a separate namespace for one test class,
 * and queries them.
 */
final class Logging extends Namespace {

	private static final String STORE = "animals-victoria-logs:9428";

	/** Names the namespace {@code animals-e2e-NAME}. */
	Logging(String name) {
		super(name);
		as(Map.of("LOGGING_NAMESPACE", namespace()));
	}

	/** Returns the address to which the service sends its traces. */
	String tracesEndpoint() {
		return "http://animals-jaeger." + namespace() + ":4318/v1/traces";
	}

	@Override
	public void create() {
		// An interrupted run may have left an installation.
		make("undeploy-logging", "CONFIRM=" + namespace()).succeeded();
		make("logging").succeeded();
	}

	@Override
	public void delete() {
		make("undeploy-logging", "CONFIRM=" + namespace()).succeeded();
	}

	/** Waits for the only line that a LogsQL filter selects in VictoriaLogs. */
	JsonNode awaitOneLine(String filter) {
		return awaitOneLine(STORE, filter);
	}

	JsonNode awaitOneLine(String service, String filter) {
		try {
			await().atMost(Duration.ofSeconds(60))
				.pollInterval(Duration.ofSeconds(1))
				.until(() -> !lines(service, filter).isEmpty());
		}
		catch (ConditionTimeoutException ex) {
			throw new AssertionError("No line matches " + filter + ". The agent's own log:\n" + agentLog(), ex);
		}
		List<JsonNode> lines = lines(service, filter);
		assertThat(lines).hasSize(1);
		return lines.getFirst();
	}

	private String agentLog() {
		return kubectl("logs", "daemonset/animals-vlagent", "--since=5m");
	}

	/**
	 * Returns the lines that a LogsQL filter selects; none while VictoriaLogs does not
	 * answer.
	 */
	List<JsonNode> lines(String filter) {
		return lines(STORE, filter);
	}

	private List<JsonNode> lines(String service, String filter) {
		return get(service,
				"/select/logsql/query?query=" + URLEncoder.encode("_time:15m " + filter, StandardCharsets.UTF_8))
			.lines()
			.map(Answers.MAPPER::readTree)
			.toList();
	}

	/**
	 * Returns a trace with the spans that Jaeger has so far; a missing node if it has
	 * none.
	 */
	JsonNode trace(String id) {
		String answer = get("animals-jaeger:16686", "/api/traces/" + id);
		return answer.isEmpty() ? Answers.MAPPER.missingNode() : Answers.MAPPER.readTree(answer).at("/data/0");
	}

	/**
	 * Returns the answer to a GET request through the API server; empty after an error.
	 */
	private String get(String service, String path) {
		Command answer = Command.run(Duration.ofSeconds(30), Map.of(), List.of("kubectl", "get", "--raw",
				"/api/v1/namespaces/%s/services/%s/proxy%s".formatted(namespace(), service, path)));
		return answer.status() == 0 ? answer.output() : "";
	}

}
