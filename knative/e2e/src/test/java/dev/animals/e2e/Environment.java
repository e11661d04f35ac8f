package dev.animals.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.awaitility.Awaitility.await;

/**
 * An environment for one test class: a namespace, and an overlay on
 * {@code overlays/local} that goes to zero sooner and gives up sooner.
 */
final class Environment implements BeforeAllCallback, AfterAllCallback {

	/**
	 * For what an environment may take: a deployment whose revision never starts, an end
	 * in order.
	 */
	private static final Duration LIMIT = Duration.ofMinutes(3);

	private final String namespace;

	private final Path overlay;

	private Map<String, String> variables = Map.of();

	Environment(String name) {
		this.namespace = "animals-e2e-" + name;
		this.overlay = Settings.OUTPUT.resolve("overlays").resolve(name);
	}

	@Override
	public void beforeAll(ExtensionContext context) throws IOException {
		// What an earlier run that was stopped may have left.
		kubectl("delete", "namespace", this.namespace, "--ignore-not-found");
		configure("");
	}

	@Override
	public void afterAll(ExtensionContext context) {
		as(Map.of());
		kubectl("delete", "namespace", this.namespace, "--ignore-not-found", "--wait=false");
	}

	String namespace() {
		return this.namespace;
	}

	/** Where the overlay is. */
	Path folder() {
		return this.overlay;
	}

	/** Uses another identity than the one that {@code KUBECONFIG} names, for instance. */
	void as(Map<String, String> variables) {
		this.variables = variables;
	}

	/**
	 * Writes the overlay that {@link #deploy} applies.
	 * @param more lines of a kustomization that come on top, for instance
	 * {@link #settings}
	 */
	void configure(String more) throws IOException {
		Files.createDirectories(this.overlay);
		Files.writeString(this.overlay.resolve("kustomization.yaml"), """
				apiVersion: kustomize.config.k8s.io/v1beta1
				kind: Kustomization
				namespace: %s
				resources:
				- ../../../../overlays/local
				patches:
				- target: {kind: Service, group: serving.knative.dev, name: animals}
				  patch: |
				    - op: replace
				      path: /spec/template/metadata/annotations/autoscaling.knative.dev~1window
				      value: 6s
				    - op: replace
				      path: /spec/template/metadata/annotations/serving.knative.dev~1progress-deadline
				      value: 30s
				""".formatted(this.namespace) + more);
	}

	/** Puts a file beside the overlay, which may name it. */
	void write(String file, String text) throws IOException {
		Files.createDirectories(this.overlay);
		Files.writeString(this.overlay.resolve(file), text);
	}

	/**
	 * Lines for {@link #configure}: a JSON patch of the Service, which must come first.
	 */
	static String patch(String path, String value) {
		return """
				    - op: add
				      path: %s
				      value: %s
				""".formatted(path, value);
	}

	/** Lines for {@link #configure}: settings in the form {@code NAME=value}. */
	static String settings(String... settings) {
		return """
				configMapGenerator:
				- name: animals-settings
				  behavior: merge
				  options: {immutable: true}
				  literals:
				""" + Stream.of(settings).map("  - %s\n"::formatted).collect(Collectors.joining());
	}

	/** {@code make deploy} of an image, whatever comes of it. */
	Command deploy(String image) {
		return make("deploy", "IMAGE=" + image, "OVERLAY=" + this.overlay);
	}

	/** {@code make} of a target in this environment, whatever comes of it. */
	Command make(String target, String... arguments) {
		List<String> words = new ArrayList<>(List.of("make", "--no-print-directory", target));
		words.addAll(List.of("NAMESPACE=" + this.namespace, "INGRESS=" + Settings.INGRESS.getAuthority()));
		words.addAll(List.of(arguments));
		return Command.run(LIMIT, this.variables, words);
	}

	/**
	 * What a {@code kubectl} command in this namespace prints, without the last line's
	 * end.
	 */
	String kubectl(String... arguments) {
		return Command.run(LIMIT, this.variables, words("kubectl", arguments)).succeeded().output().stripTrailing();
	}

	/** Whether the present identity may do something. */
	boolean can(String verb, String resource) {
		return Command.run(LIMIT, this.variables, words("kubectl", "auth", "can-i", verb, resource)).status() == 0;
	}

	/** What people type in the place of {@code make}. */
	String kn(String... arguments) {
		return Command.run(LIMIT, this.variables, words("kn", arguments)).succeeded().output();
	}

	private List<String> words(String program, String... arguments) {
		// First, so that another namespace among the arguments wins.
		List<String> words = new ArrayList<>(List.of(program, "--namespace", this.namespace));
		words.addAll(Arrays.asList(arguments));
		return words;
	}

	/** The names of the service's pods that have not been told to stop. */
	List<String> pods() {
		return kubectl("get", "pods", "-l", "serving.knative.dev/service=animals", "-o",
				"go-template={{range .items}}{{if not .metadata.deletionTimestamp}}{{.metadata.name}}{{\"\\n\"}}{{end}}{{end}}")
			.lines()
			.toList();
	}

	/** Waits until the service has gone to zero. */
	void awaitNoPods() {
		await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofSeconds(1)).until(() -> pods().isEmpty());
	}

	/** The sum over pods and tags of one of the service's own metrics. */
	double metric(String name, String... tags) {
		return pods().stream()
			.flatMap((pod) -> kubectl("get", "--raw",
					"/api/v1/namespaces/%s/pods/%s:8081/proxy/actuator/prometheus".formatted(this.namespace, pod))
				.lines())
			.filter((line) -> line.split("[{ ]", 2)[0].equals(name) && Stream.of(tags).allMatch(line::contains))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.sum();
	}

	/** The Service for users. */
	Address users() {
		return Address.of(kubectl("get", "ksvc", "animals", "-o", "jsonpath={.status.url}"));
	}

	/** What one traffic tag names. */
	Address tag(String tag) {
		return Address.of(kubectl("get", "ksvc", "animals", "-o",
				"jsonpath={.status.traffic[?(@.tag==\"%s\")].url}".formatted(tag)));
	}

	/** The revision of a traffic tag; empty if there is no such tag. */
	String revision(String tag) {
		return kubectl("get", "ksvc", "animals", "-o",
				"jsonpath={.spec.traffic[?(@.tag==\"%s\")].revisionName}".formatted(tag));
	}

}
