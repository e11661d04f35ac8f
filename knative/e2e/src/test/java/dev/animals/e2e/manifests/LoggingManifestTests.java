package dev.animals.e2e.manifests;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.animals.e2e.Environment;
import dev.animals.e2e.Namespace;
import dev.animals.testing.Command;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that the API server accepts what {@code make logging} renders with each of its
 * settings.
 */
class LoggingManifestTests {

	@RegisterExtension
	static final Environment environment = new Environment("logging-manifests");

	@BeforeAll
	static void createNamespaceThatWarnsOfPodsWithRights() {
		environment.kubectl("create", "namespace", environment.namespace());
		environment.kubectl("label", "namespace", environment.namespace(),
				"pod-security.kubernetes.io/warn=restricted");
	}

	@Test
	void rendersImagesOfARegistryOfYourOwn() {
		List<JsonNode> objects = render(Map.of("OUTPUTS", "elasticsearch", "VLAGENT_IMAGE", "r.example:5000/a@sha256:1",
				"VICTORIA_LOGS_IMAGE", "r.example/b:2", "JAEGER_IMAGE", "c", "COLLECTOR_IMAGE", "d:4"));

		assertThat(objects).extracting((object) -> object.at("/spec/template/spec/containers/0/image").asString())
			.filteredOn((image) -> !image.isEmpty())
			.containsExactlyInAnyOrder("r.example:5000/a@sha256:1", "r.example/b:2", "c", "d:4");
	}

	@Test
	void needsNoMoreRightsThanToReadLogFiles() throws IOException {
		String warnings = Manifests.dryRun(environment, render(Map.of("OUTPUTS", "elasticsearch"))).errors();

		assertThat(warnings.lines()).isNotEmpty()
			.allSatisfy((warning) -> assertThat(warning)
				.endsWith(": restricted volume types (volume \"logs\" uses restricted volume type \"hostPath\")"));
	}

	@Test
	void keepsTheLogsOnAPersistentVolume() throws IOException {
		List<JsonNode> objects = render(Map.of("LOGS_VOLUME", "3Gi"));

		assertThat(Manifests.dryRun(environment, objects).output())
			.contains("statefulset.apps/animals-victoria-logs serverside-applied (server dry run)");
		assertThat(objects).filteredOn((object) -> object.at("/kind").stringValue().equals("StatefulSet"))
			.singleElement()
			.satisfies((store) -> {
				assertThat(store.at("/spec/volumeClaimTemplates/0/spec/resources/requests/storage").stringValue())
					.isEqualTo("3Gi");
				assertThat(store.at("/spec/template/spec/volumes").isMissingNode()).isTrue();
			});
	}

	/** Returns all objects except the namespace, which exists already. */
	private static List<JsonNode> render(Map<String, String> settings) {
		Map<String, String> variables = new HashMap<>(Map.of("LOGGING_NAMESPACE", environment.namespace()));
		// Removes the image settings of this test run, which would replace the defaults.
		List.of("VLAGENT_IMAGE", "VICTORIA_LOGS_IMAGE", "JAEGER_IMAGE", "COLLECTOR_IMAGE")
			.forEach((image) -> variables.put(image, ""));
		variables.putAll(settings);
		String rendered = Command.run(Duration.ofMinutes(1), variables, List.of("monitoring/logging/manifests.sh"))
			.succeeded()
			.output();
		return Manifests.parse(rendered)
			.stream()
			.filter((object) -> !object.at("/kind").stringValue().equals("Namespace"))
			.toList();
	}

}
