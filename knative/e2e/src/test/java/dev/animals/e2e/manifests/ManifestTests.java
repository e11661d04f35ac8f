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
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
 * Proves that every overlay renders with every choice of components, and that the API
 * server accepts the result. The network policy and the mesh component are checked
 * against what Knative, Prometheus and Istio need.
 */
class ManifestTests {

	static final List<String> OVERLAYS = List.of("local", "dev", "staging", "production");

	static final List<String> COMPONENTS = List.of("receive-events", "keep-one-warm", "restrict-network", "mesh",
			"spread-over-nodes", "send-traces", "deployer");

	private static final Path KNATIVE = Settings.REPOSITORY.resolve("knative");

	@RegisterExtension
	static final Environment environment = new Environment("manifests");

	@BeforeAll
	static void makeNamespace() {
		environment.kubectl("create", "namespace", environment.namespace());
		// Knative rejects a Service whose service account does not exist.
		environment.kubectl("create", "serviceaccount", "animals");
	}

	@Test
	void knowsEveryOverlayAndEveryComponent() throws IOException {
		assertThat(folders("overlays")).containsExactlyInAnyOrderElementsOf(OVERLAYS);
		assertThat(folders("components")).containsExactlyInAnyOrderElementsOf(COMPONENTS);
	}

	static Stream<Path> files() throws IOException {
		List<Path> files = new ArrayList<>();
		for (String folder : List.of("base", "components", "overlays")) {
			try (Stream<Path> all = Files.walk(KNATIVE.resolve(folder))) {
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
		try (Stream<Path> folders = Files.list(KNATIVE.resolve(parent))) {
			return folders.map((folder) -> String.valueOf(folder.getFileName())).toList();
		}
	}

	@ParameterizedTest
	@FieldSource("OVERLAYS")
	void rendersWithEveryChoiceOfComponents(String overlay) throws IOException {
		for (int choice = 0; choice < 1 << COMPONENTS.size(); choice++) {
			int chosen = choice;
			List<String> components = IntStream.range(0, COMPONENTS.size())
				.filter((i) -> (chosen >> i & 1) == 1)
				.mapToObj(COMPONENTS::get)
				.toList();

			List<JsonNode> rendered = render(overlay, components);

			assertThat(rendered).allSatisfy((object) -> {
				if (!object.at("/kind").stringValue().equals("Namespace")) {
					assertThat(object.at("/metadata/namespace").stringValue()).isEqualTo(environment.namespace());
				}
			});
			assertThat(kinds(rendered)).contains("Namespace", "Service", "ConfigMap", "ServiceAccount");
			assertThat(kinds(rendered).contains("Broker")).isEqualTo(components.contains("receive-events"));
			assertThat(kinds(rendered).contains("NetworkPolicy")).isEqualTo(components.contains("restrict-network"));
			assertThat(kinds(rendered).contains("PeerAuthentication")).isEqualTo(components.contains("mesh"));
			assertThat(kinds(rendered).contains("Role")).isEqualTo(components.contains("deployer"));
			assertThat(find(rendered, "Service", "animals").at("/spec/traffic").isMissingNode()).isTrue();
		}
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
		if (components.contains("spread-over-nodes")) {
			assumeTrue(
					environment
						.kubectl("get", "configmap", "config-features", "-n", "knative-serving", "-o",
								"jsonpath={.data.kubernetes\\.podspec-topologyspreadconstraints}")
						.equals("enabled"),
					"Knative's feature kubernetes.podspec-topologyspreadconstraints is not enabled");
		}
		List<JsonNode> rendered = render(choice.getFirst(), components);
		Set<String> known = environment.kubectl("api-resources", "--no-headers")
			.lines()
			.map((line) -> line.substring(line.lastIndexOf(' ') + 1))
			.collect(Collectors.toSet());
		String answer = Manifests
			.dryRun(environment, rendered.stream().filter((object) -> known.contains(kind(object))).toList())
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
	 * Compares the policy with the ports that Knative and Prometheus use. Whether a
	 * network plug-in enforces it is not tested.
	 */
	@Test
	void letsInWhatKnativeAndPrometheusNeed() throws IOException {
		JsonNode policy = find(render("production", List.of("restrict-network")), "NetworkPolicy", "animals");

		assertThat(ports(policy, "activator")).containsExactly(8012, 8013, 8112);
		assertThat(ports(policy, "autoscaler")).containsExactly(9090);
		assertThat(ports(policy, "prometheus")).containsExactly(8081, 9091);
		assertThat(policy.at("/spec/podSelector/matchLabels").toString())
			.isEqualTo("{\"serving.knative.dev/service\":\"animals\"}");
	}

	/**
	 * The classes are generated from Istio's schemas. A field that Istio does not know
	 * would be an additional property.
	 */
	@Test
	void usesOnlyFieldsThatIstioKnows() throws IOException {
		List<JsonNode> rendered = render("production", List.of("mesh"));
		PeerAuthentication authentication = new ObjectMapper()
			.readValue(find(rendered, "PeerAuthentication", "animals").toString(), PeerAuthentication.class);

		assertThat(authentication.getApiVersion()).isEqualTo("security.istio.io/v1");
		assertThat(authentication.getSpec().getAdditionalProperties()).isEmpty();
		assertThat(authentication.getSpec().getMtls().getMode()).isEqualTo(PeerAuthenticationMutualTLSMode.STRICT);
		assertThat(authentication.getSpec().getMtls().getAdditionalProperties()).isEmpty();
		assertThat(authentication.getSpec().getPortLevelMtls()).hasSize(2)
			.allSatisfy((port, mtls) -> assertThat(mtls.getAdditionalProperties()).isEmpty());
		assertThat(authentication.getSpec().getSelector().getMatchLabels()).containsEntry("serving.knative.dev/service",
				"animals");
	}

	private static Set<Integer> ports(JsonNode policy, String from) {
		Set<Integer> ports = new TreeSet<>();
		policy.at("/spec/ingress")
			.valueStream()
			.filter((rule) -> rule.required("from").toString().contains("\"" + from + "\""))
			.flatMap((rule) -> rule.required("ports").valueStream())
			.forEach((port) -> ports.add(port.required("port").intValue()));
		return ports;
	}

	private static List<JsonNode> render(String overlay, List<String> components) throws IOException {
		List<String> lines = new ArrayList<>(List.of("namespace: " + environment.namespace(), "resources:",
				"- ../../../../overlays/" + overlay, "components:"));
		components.forEach((component) -> lines.add("- ../../../../components/" + component));
		environment.write("kustomization.yaml", String.join("\n", lines) + (components.isEmpty() ? " []\n" : "\n"));
		return Manifests.parse(environment.kubectl("kustomize", environment.folder().toString()));
	}

	private static String kind(JsonNode object) {
		return object.required("kind").stringValue();
	}

	private static Set<String> kinds(List<JsonNode> objects) {
		return objects.stream().map(ManifestTests::kind).collect(Collectors.toSet());
	}

	private static JsonNode find(List<JsonNode> objects, String kind, String name) {
		return objects.stream()
			.filter((object) -> kind(object).equals(kind) && object.at("/metadata/name").stringValue().equals(name))
			.findFirst()
			.orElseThrow();
	}

}
