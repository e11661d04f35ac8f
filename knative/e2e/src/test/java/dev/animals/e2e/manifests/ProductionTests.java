package dev.animals.e2e.manifests;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.animals.e2e.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that the overlay of production restricts the network, keeps two pods and does
 * not let anybody change log levels. The network policy is evaluated for every namespace
 * of the cluster.
 */
class ProductionTests {

	/** The labels of pods that might call the service, by their values. */
	private static final Map<String, String> PODS = Map.of("activator", "app", "autoscaler", "app", "prometheus",
			"app.kubernetes.io/name", "animals", "serving.knative.dev/service", "imc-dispatcher",
			"app.kubernetes.io/component", "broker-filter", "app.kubernetes.io/component", "kafka-broker-dispatcher",
			"app");

	@RegisterExtension
	static final Environment environment = new Environment("production");

	private static final Overlays overlays = new Overlays(environment);

	/** Whether a network plug-in enforces the policy is not tested. */
	@Test
	void letsNobodyReachThePodsExceptKnativeAndPrometheus() throws IOException {
		NetworkPolicy policy = new NetworkPolicy(
				Overlays.find(overlays.render("production", List.of()), "NetworkPolicy", "animals"));
		Set<String> namespaces = environment.kubectl("get", "namespaces", "-o", "jsonpath={.items[*].metadata.name}")
			.lines()
			.flatMap(Pattern.compile(" ")::splitAsStream)
			.collect(Collectors.toSet());
		assertThat(namespaces).contains("knative-serving", "kourier-system", "default");
		namespaces.addAll(List.of("monitoring", "istio-system", "contour-external", "contour-internal"));

		assertThat(callers(policy, namespaces, 8080)).isEmpty();
		assertThat(callers(policy, namespaces, 8022)).isEmpty();
		assertThat(callers(policy, namespaces, 8081)).containsExactly("monitoring prometheus");
		assertThat(callers(policy, namespaces, 9091)).containsExactly("monitoring prometheus");
		assertThat(callers(policy, namespaces, 9090)).containsExactly("knative-serving autoscaler");
		for (int port : List.of(8012, 8013, 8112)) {
			assertThat(callers(policy, namespaces, port)).containsExactlyInAnyOrder("knative-serving activator",
					"kourier-system", "istio-system", "contour-external", "contour-internal");
		}
	}

	@Test
	void letsOnlyDispatchersSendDeadLetters() throws IOException {
		NetworkPolicy policy = new NetworkPolicy(
				Overlays.find(overlays.render("production", List.of()), "NetworkPolicy", "dead-letters"));
		Set<String> namespaces = Set.of("knative-eventing", "knative-serving", "monitoring", "default", "animals");

		assertThat(callers(policy, namespaces, 8080)).containsExactlyInAnyOrder("knative-eventing imc-dispatcher",
				"knative-eventing kafka-broker-dispatcher");
		assertThat(callers(policy, namespaces, 9400)).containsExactly("monitoring prometheus");
		assertThat(callers(policy, namespaces, 8081)).isEmpty();
	}

	@Test
	void storesDeadLettersInsteadOfPrintingThem() throws IOException {
		environment.write("kustomization.yaml", """
				namespace: %s
				resources: [../../../../overlays/production]
				components: [../../../../overlays/production/events]
				""".formatted(environment.namespace()));
		JsonNode pod = Overlays.find(overlays.kustomize(), "Deployment", "dead-letters").at("/spec/template/spec");

		assertThat(pod.at("/containers")).singleElement().satisfies((container) -> {
			assertThat(container.at("/image").stringValue()).isEqualTo("animals-release");
			assertThat(container.at("/args/0").stringValue()).isEqualTo("dead-letters");
			assertThat(container.at("/securityContext/readOnlyRootFilesystem").booleanValue()).isTrue();
			assertThat(container.at("/securityContext/runAsNonRoot").booleanValue()).isTrue();
		});
		assertThat(pod.at("/volumes/0/emptyDir/sizeLimit").stringValue()).isEqualTo("512Mi");
		assertThat(pod.toString()).doesNotContain("event_display");
	}

	/**
	 * Lists the callers that a policy lets reach a port: a namespace if all of its pods
	 * may, otherwise a namespace and the label of the pods that may.
	 */
	private static Set<String> callers(NetworkPolicy policy, Set<String> namespaces, int port) {
		return namespaces.stream().flatMap((name) -> {
			Map<String, String> namespace = Map.of("kubernetes.io/metadata.name", name);
			return policy.lets(namespace, Map.of(), port) ? Stream.of(name)
					: PODS.entrySet()
						.stream()
						.filter((label) -> policy.lets(namespace, Map.of(label.getValue(), label.getKey()), port))
						.map((label) -> name + " " + label.getKey());
		}).collect(Collectors.toSet());
	}

	@Test
	void letsThePodsReachTheBrokerOnlyIfTheySendHardExamples() throws IOException {
		assertThat(egress(List.of())).doesNotContain("knative-eventing");
		assertThat(egress(List.of("send-hard-examples"))).contains("knative-eventing");
	}

	private static String egress(List<String> components) throws IOException {
		return Overlays.find(overlays.render("production", components), "NetworkPolicy", "animals")
			.at("/spec/egress")
			.toString();
	}

	@Test
	void keepsTwoPodsAndLogLevelsThatNobodyCanChange() throws IOException {
		List<JsonNode> rendered = overlays.render("production", List.of());
		JsonNode template = Overlays.find(rendered, "Service", "animals").at("/spec/template");

		assertThat(template.at("/metadata/annotations/autoscaling.knative.dev~1min-scale").stringValue())
			.isEqualTo("2");
		assertThat(template.at("/spec/topologySpreadConstraints").toString()).contains("kubernetes.io/hostname");
		assertThat(rendered).filteredOn((object) -> Overlays.kind(object).equals("ConfigMap"))
			.singleElement()
			.satisfies((settings) -> assertThat(settings.at("/data/MANAGEMENT_ENDPOINT_LOGGERS_ACCESS").stringValue())
				.isEqualTo("read-only"));
		for (String overlay : List.of("local", "dev", "staging")) {
			assertThat(Overlays.find(overlays.render(overlay, List.of()), "Service", "animals")
				.at("/spec/template/metadata/annotations/autoscaling.knative.dev~1min-scale")
				.stringValue()).as(overlay).isEqualTo("0");
		}
	}

}
