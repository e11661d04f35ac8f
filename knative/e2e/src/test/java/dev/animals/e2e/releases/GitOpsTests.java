package dev.animals.e2e.releases;

import java.io.IOException;

import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that a tool that applies Git's manifests on the server side, and forces its way
 * through conflicts as Flux and Argo CD do, leaves the traffic and the rollout's
 * annotations alone. kubectl applies with the field managers of the two tools.
 */
class GitOpsTests {

	@RegisterExtension
	static final Environment environment = new Environment("gitops");

	@BeforeAll
	static void release() {
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		environment.deploy(Settings.CANDIDATE_IMAGE).succeeded();
		environment.make("canary", "PERCENT=20").succeeded();
	}

	@ParameterizedTest
	@CsvSource({ "kustomize-controller, 28d", "argocd-controller, 27d" })
	void aNewVersionInGitGetsNoTraffic(String manager, String validity) throws IOException {
		String traffic = get("{.spec.traffic}");
		String decision = get("{.metadata.annotations.animals\\.dev/rollout-decision}");
		String before = latestRevision();

		apply(manager, Environment.settings("ANIMALS_FEEDBACK_VALIDITY=" + validity));

		assertThat(latestRevision()).isNotEqualTo(before);
		assertThat(get("{.spec.traffic}")).isEqualTo(traffic);
		assertThat(get("{.metadata.annotations.animals\\.dev/rollout-decision}")).isEqualTo(decision).isNotEmpty();
	}

	@Test
	void aRevisionOfGitBecomesTheCandidate() throws IOException {
		apply("kustomize-controller", Environment.settings("ANIMALS_FEEDBACK_VALIDITY=26d"));
		String revision = latestRevision();
		environment.kubectl("wait", "revision", revision, "--for=condition=Ready", "--timeout=120s");

		environment.kn("service", "update", "animals", "--untag", "candidate", "--tag", revision + "=candidate",
				"--traffic", "animals-00001=100");
		environment.make("canary", "PERCENT=10").succeeded();
		apply("kustomize-controller", Environment.settings("ANIMALS_FEEDBACK_VALIDITY=26d"));

		assertThat(environment.make("status").succeeded().output()).containsPattern("candidate +" + revision + " +10");
	}

	private static void apply(String manager, String more) throws IOException {
		String[] image = Settings.CANDIDATE_IMAGE.split("@", 2);
		environment.configure(more + """
				images:
				- {name: dev.local/animals, newName: '%s', digest: '%s'}
				""".formatted(image[0], image[1]));
		environment.kubectl("apply", "--server-side", "--force-conflicts", "--field-manager", manager, "-k",
				environment.folder().toString());
		// Knative passes a change to the Configuration, which then creates a revision.
		awaitObserved("ksvc");
		awaitObserved("configuration");
	}

	private static void awaitObserved(String kind) {
		environment.kubectl("wait", kind, "animals",
				"--for=jsonpath={.status.observedGeneration}="
						+ environment.kubectl("get", kind, "animals", "-o", "jsonpath={.metadata.generation}"),
				"--timeout=60s");
	}

	/** Asks the Configuration, because the Service learns of a new revision later. */
	private static String latestRevision() {
		return environment.kubectl("get", "configuration", "animals", "-o",
				"jsonpath={.status.latestCreatedRevisionName}");
	}

	private static String get(String path) {
		return environment.kubectl("get", "ksvc", "animals", "-o", "jsonpath=" + path);
	}

}
