package dev.animals.release.cluster;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import dev.animals.release.ExitCode;
import dev.animals.release.Main;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the release program against a fake API server with the namespace {@code
 * animals-local}.
 */
public final class Release implements AfterEachCallback {

	/** The path of the namespace. */
	public static final String NAMESPACE = "/api/v1/namespaces/animals-local";

	/** The path of the Service. */
	public static final String SERVICE = serving("services/animals");

	/** The path of the Lease. */
	public static final String LEASE = "/apis/coordination.k8s.io/v1/namespaces/animals-local/leases/animals-rollout";

	/** The path of the Secret with the feedback key. */
	public static final String SECRET = NAMESPACE + "/secrets/animals-feedback";

	/** The server. */
	public final FakeApiServer server = new FakeApiServer();

	private final Path kubeconfig = this.server.kubeconfig();

	/** Starts a server with the namespace, and points the program to it. */
	public Release() {
		System.setProperty("kubeconfig", this.kubeconfig.toString());
		this.server.put(NAMESPACE, """
				{"metadata": {"name": "animals-local", "labels": {"animals.dev/applied-by": "administrator"}}}""");
	}

	/** Returns the path of an object of Knative Serving. */
	public static String serving(String path) {
		return "/apis/serving.knative.dev/v1/namespaces/animals-local/" + path;
	}

	/** Stores a Service with entries such as {@code {"tag": "stable", …}}. */
	public Release service(String traffic) {
		this.server.put(SERVICE, """
				{"apiVersion": "serving.knative.dev/v1", "kind": "Service",
				 "metadata": {"name": "animals", "namespace": "animals-local", "generation": 1, "uid": "u"},
				 "spec": {"traffic": [%s]},
				 "status": {"observedGeneration": 1, "url": "http://animals.example.com", "traffic": [%s],
				  "latestCreatedRevisionName": "v2", "latestReadyRevisionName": "v2",
				  "conditions": [{"type": "RoutesReady", "status": "True"},
				                 {"type": "ConfigurationsReady", "status": "True"},
				                 {"type": "Ready", "status": "Unknown"}]}}""".formatted(traffic, traffic));
		return this;
	}

	/** Stores a revision. */
	public Release revision(String name, boolean ready) {
		this.server.put(serving("revisions/" + name), """
				{"apiVersion": "serving.knative.dev/v1", "kind": "Revision", "metadata": {"name": "%s"},
				 "spec": {"containers": [{"image": "registry.example.com/animals@sha256:%s"}]},
				 "status": {"conditions": [{"type": "Ready", "status": "%s"}]}}""".formatted(name, "0".repeat(64),
				ready ? "True" : "False"));
		return this;
	}

	/** Stores a pod of a revision. */
	public Release pod(String revision, boolean ready, String waiting) {
		String name = revision + "-pod";
		this.server.put(NAMESPACE + "/pods/" + name,
				"""
						{"apiVersion": "v1", "kind": "Pod",
						 "metadata": {"name": "%s", "creationTimestamp": "2026-01-01T00:00:00Z", "labels": {
						  "serving.knative.dev/revision": "%s", "serving.knative.dev/service": "animals"}},
						 "status": {"conditions": [{"type": "Ready", "status": "%s"}],
						  "containerStatuses": [{"name": "user-container", "restartCount": 0, "state": %s}]}}"""
					.formatted(name, revision, ready ? "True" : "False",
							waiting.isEmpty() ? "{}" : "{\"waiting\": {\"reason\": \"%s\"}}".formatted(waiting)));
		return this;
	}

	/** Runs a command and checks its exit code. */
	public Run run(ExitCode expected, String... arguments) {
		StringWriter out = new StringWriter();
		StringWriter err = new StringWriter();
		List<String> words = new ArrayList<>(List.of(arguments));
		words.addAll(1, List.of("--namespace", "animals-local", "--repository", "../.."));
		int code = Main.execute(new PrintWriter(out), new PrintWriter(err), words.toArray(String[]::new));
		Run run = new Run(out.toString(), err.toString());
		assertThat(code).as(run::toString).isEqualTo(expected.code());
		return run;
	}

	/** Returns the traffic as {@code tag=revision:percent …}. */
	public String traffic() {
		StringBuilder text = new StringBuilder();
		this.server.get(SERVICE)
			.path("spec")
			.path("traffic")
			.forEach((entry) -> text.append("%s=%s:%d ".formatted(entry.path("tag").asString("-"),
					entry.path("revisionName").asString(""), entry.path("percent").asInt(0))));
		return text.toString().strip();
	}

	@Override
	public void afterEach(ExtensionContext context) throws IOException {
		System.clearProperty("kubeconfig");
		this.server.close();
		Files.delete(this.kubeconfig);
	}

	/**
	 * The output of a command.
	 *
	 * @param out its standard output
	 * @param err its standard error
	 */
	public record Run(String out, String err) {
	}

}
