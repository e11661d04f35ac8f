package dev.animals.e2e;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that the rights of components/deployer are sufficient for a release and allow
 * nothing else.
 */
class DeployerTests {

	@RegisterExtension
	static final Environment environment = new Environment("deployer");

	@BeforeAll
	static void becomeDeployer() throws IOException {
		environment.as(Map.of("KUBECONFIG", Deployer.kubeconfig(environment)));
	}

	@Test
	void isEnoughToReleaseAndToGoBack() {
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
		environment.deploy(Settings.CANDIDATE_IMAGE).succeeded();
		environment.make("canary", "PERCENT=10").succeeded();
		environment.make("rollback").succeeded();
		environment.make("promote").succeeded();
		environment.make("rollback").succeeded();
		environment.make("rotate-key").succeeded();
		environment.make("status").succeeded();
		assertThat(environment.revision("stable")).isEqualTo("animals-00001");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			list,   secrets
			get,    secrets/other
			create, roles
			create, rolebindings
			patch,  namespaces
			create, pods
			create, pods/exec
			delete, services.serving.knative.dev/other
			""")
	void isNotEnoughFor(String verb, String resource) {
		assertThat(environment.can(verb, resource)).isFalse();
	}

}
