package dev.animals.e2e.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Namespace;
import dev.animals.e2e.Settings;
import dev.animals.testing.Command;
import io.fabric8.istio.api.api.security.v1beta1.PeerAuthenticationMutualTLSMode;
import io.fabric8.istio.api.security.v1.PeerAuthentication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Proves that every overlay renders with every pair of components, and that the API
 * server accepts the result. The mesh component is checked against Istio's schemas.
 */
class ManifestTests {

	static final List<String> OVERLAYS = List.of("local", "dev", "staging", "production");

	static final List<String> COMPONENTS = List.of("receive-events", "keep-one-warm", "restrict-network", "mesh",
			"spread-over-nodes", "send-traces", "deployer", "require-api-key", "require-jwt", "send-hard-examples",
			"store-dead-letters");

	@RegisterExtension
	static final Environment environment = new Environment("manifests");

	private static final Overlays overlays = new Overlays(environment);

	@SuppressWarnings("NullAway.Init")
	private static Set<String> kindsOfTheCluster;

	@BeforeAll
	static void makeNamespace() {
		environment.kubectl("create", "namespace", environment.namespace());
		// Knative rejects a Service whose service account does not exist.
		environment.kubectl("create", "serviceaccount", "animals");
		kindsOfTheCluster = environment.kubectl("api-resources", "--no-headers")
			.lines()
			.map((line) -> line.substring(line.lastIndexOf(' ') + 1))
			.collect(Collectors.toSet());
	}

	@Test
	void knowsEveryOverlayAndEveryComponent() throws IOException {
		assertThat(folders("overlays")).containsExactlyInAnyOrderElementsOf(OVERLAYS);
		assertThat(folders("components")).containsExactlyInAnyOrderElementsOf(COMPONENTS);
	}

	static Stream<Path> files() throws IOException {
		List<Path> files = new ArrayList<>();
		for (String folder : List.of("base", "components", "overlays")) {
			try (Stream<Path> all = Files.walk(Overlays.KNATIVE.resolve(folder))) {
				all.filter(Files::isRegularFile).forEach(files::add);
			}
		}
		return files.stream().filter((file) -> !file.endsWith("kustomization.yaml"));
	}

	/** Finds files that no kustomization names, which would never be applied. */
	@ParameterizedTest
	@MethodSource("files")
	void rendersEveryFile(Path file) {
		assertThat(file.resolveSibling("kustomization.yaml")).content().contains("- " + file.getFileName());
	}

	private static List<String> folders(String parent) throws IOException {
		try (Stream<Path> folders = Files.list(Overlays.KNATIVE.resolve(parent))) {
			return folders.map((folder) -> String.valueOf(folder.getFileName())).toList();
		}
	}

	/**
	 * Renders all choices by one kustomization, each in a namespace of its own, because
	 * starting kubectl takes much longer than rendering a choice. Pairs are enough,
	 * because two patches or objects can conflict, and three conflict only if two do.
	 */
	@ParameterizedTest
	@FieldSource("OVERLAYS")
	void rendersWithEveryPairOfComponents(String overlay) throws IOException {
		Map<String, List<String>> choices = new TreeMap<>();
		choices.put(environment.namespace() + "-none", List.of());
		choices.put(environment.namespace() + "-all", COMPONENTS);
		for (String one : COMPONENTS) {
			for (String other : COMPONENTS) {
				choices.put(environment.namespace() + "-" + one + "-" + other,
						Stream.of(one, other).distinct().toList());
			}
		}
		for (Map.Entry<String, List<String>> choice : choices.entrySet()) {
			environment.write(choice.getKey() + "/kustomization.yaml",
					Overlays.kustomization(choice.getKey(), "../../../../..", overlay, choice.getValue()));
		}
		environment.write("kustomization.yaml",
				choices.keySet().stream().map("- %s\n"::formatted).collect(Collectors.joining("", "resources:\n", "")));

		Map<String, List<JsonNode>> rendered = overlays.kustomize()
			.stream()
			.collect(Collectors.groupingBy((object) -> object
				.at(Overlays.kind(object).equals("Namespace") ? "/metadata/name" : "/metadata/namespace")
				.stringValue()));

		assertThat(rendered).containsOnlyKeys(choices.keySet());
		choices.forEach((namespace, components) -> {
			List<JsonNode> objects = rendered.getOrDefault(namespace, List.of());
			boolean restricted = overlay.equals("production") || components.contains("restrict-network");
			assertThat(kinds(objects)).contains("Namespace", "Service", "ConfigMap", "ServiceAccount");
			assertThat(kinds(objects).contains("Broker")).isEqualTo(components.contains("receive-events"));
			assertThat(kinds(objects).contains("SinkBinding")).isEqualTo(components.contains("send-hard-examples"));
			assertThat(kinds(objects).contains("NetworkPolicy")).isEqualTo(restricted);
			assertThat(kinds(objects).contains("PeerAuthentication")).isEqualTo(components.contains("mesh"));
			assertThat(kinds(objects).contains("Role")).isEqualTo(components.contains("deployer"));
			assertThat(Overlays.find(objects, "Service", "animals").at("/spec/traffic").isMissingNode()).isTrue();
		});
	}

	/**
	 * Returns the choices to test: no component, each component alone, and all of them.
	 */
	static Stream<List<String>> choices() {
		return OVERLAYS.stream()
			.flatMap((overlay) -> Stream.concat(Stream.of("", String.join(" ", COMPONENTS)), COMPONENTS.stream())
				.map((components) -> List.of(overlay, components)));
	}

	@ParameterizedTest
	@MethodSource("choices")
	void isAcceptedByTheServer(List<String> choice) throws IOException {
		List<String> components = Arrays.stream(choice.getLast().split(" ")).filter((name) -> !name.isEmpty()).toList();
		if (components.contains("spread-over-nodes") || choice.getFirst().equals("production")) {
			assumeTrue(
					environment
						.kubectl("get", "configmap", "config-features", "-n", "knative-serving", "-o",
								"jsonpath={.data.kubernetes\\.podspec-topologyspreadconstraints}")
						.equals("enabled"),
					"Knative's feature kubernetes.podspec-topologyspreadconstraints is not enabled");
		}
		List<JsonNode> rendered = overlays.render(choice.getFirst(), components);
		String answer = Manifests
			.dryRun(environment,
					rendered.stream().filter((object) -> kindsOfTheCluster.contains(Overlays.kind(object))).toList())
			.output();

		assertThat(answer).contains("service.serving.knative.dev/animals serverside-applied (server dry run)");
	}

	/**
	 * Checks only that the API server would accept Grafana, because its image is not
	 * available on every cluster.
	 */
	@Test
	void acceptsGrafanaWithItsDashboard() throws IOException {
		environment.kubectl("label", "namespace", environment.namespace(),
				"pod-security.kubernetes.io/enforce=restricted", "--overwrite");
		// Renders with the default image instead of the one that this cluster uses.
		String rendered = Command
			.run(Duration.ofMinutes(1), Map.of("GRAFANA_IMAGE", ""), List.of("monitoring/manifests.sh"))
			.succeeded()
			.output();
		List<JsonNode> grafana = Manifests
			.parse(rendered.replace("namespace: monitoring\n", "namespace: " + environment.namespace() + "\n"))
			.stream()
			.filter((object) -> object.at("/metadata/name")
				.stringValue()
				.matches("grafana|animals-(grafana|dashboards).*"))
			.toList();
		Command applied = Manifests.dryRun(environment, grafana);

		assertThat(kinds(grafana)).containsExactlyInAnyOrder("Deployment", "Service", "ConfigMap");
		// Warnings would be about pods that Pod Security rejects.
		assertThat(applied.errors()).doesNotContain("Warning");
		assertThat(applied.output()).contains("deployment.apps/grafana serverside-applied (server dry run)");
	}

	/**
	 * The classes are generated from Istio's schemas. A field that Istio does not know
	 * would be an additional property.
	 */
	@Test
	void usesOnlyFieldsThatIstioKnows() throws IOException {
		List<JsonNode> rendered = overlays.render("production", List.of("mesh"));
		PeerAuthentication authentication = new ObjectMapper()
			.readValue(Overlays.find(rendered, "PeerAuthentication", "animals").toString(), PeerAuthentication.class);

		assertThat(authentication.getApiVersion()).isEqualTo("security.istio.io/v1");
		assertThat(authentication.getSpec().getAdditionalProperties()).isEmpty();
		assertThat(authentication.getSpec().getMtls().getMode()).isEqualTo(PeerAuthenticationMutualTLSMode.STRICT);
		assertThat(authentication.getSpec().getMtls().getAdditionalProperties()).isEmpty();
		assertThat(authentication.getSpec().getPortLevelMtls()).hasSize(2)
			.allSatisfy((port, mtls) -> assertThat(mtls.getAdditionalProperties()).isEmpty());
		assertThat(authentication.getSpec().getSelector().getMatchLabels()).containsEntry("serving.knative.dev/service",
				"animals");
	}

	private static Set<String> kinds(List<JsonNode> objects) {
		return objects.stream().map(Overlays::kind).collect(Collectors.toSet());
	}

}
