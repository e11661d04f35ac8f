package dev.animals.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.animals.testing.Command;

import static org.awaitility.Awaitility.await;

/**
 * An environment for one test class: a namespace, and an overlay that extends {@code
 * overlays/local}. The service scales to zero sooner, and Knative gives up sooner on a
 * revision that does not start.
 */
public final class Environment extends Namespace {

	/** The label selector of the service's pods. */
	public static final String PODS = "serving.knative.dev/service=animals";

	private final Path overlay;

	/** Names the environment; its namespace is {@code animals-e2e-NAME}. */
	public Environment(String name) {
		super(name);
		this.overlay = Settings.OUTPUT.resolve("overlays").resolve(name);
	}

	@Override
	public void create() throws IOException {
		super.create();
		configure("");
	}

	/** Returns the folder of the overlay as an absolute path. */
	public Path folder() {
		return this.overlay;
	}

	/**
	 * Writes the overlay that {@link #deploy} applies.
	 * @param more lines to add to the kustomization, such as those from {@link #settings}
	 * @throws IOException if it cannot be written
	 */
	public void configure(String more) throws IOException {
		write("kustomization.yaml", """
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
				""".formatted(namespace()) + more);
	}

	/**
	 * Writes a file below the folder of the overlay, whose kustomization can refer to it.
	 */
	public void write(String file, String text) throws IOException {
		Path path = this.overlay.resolve(file);
		Files.createDirectories(path.resolveSibling(""));
		Files.writeString(path, text);
	}

	/**
	 * Returns lines for {@link #configure} that patch the Service. They must come before
	 * other lines.
	 * @param path a JSON pointer to a field
	 * @param value the new value of the field
	 * @return lines of a kustomization
	 */
	public static String patch(String path, String value) {
		return """
				    - op: add
				      path: %s
				      value: %s
				""".formatted(path, value);
	}

	/**
	 * Returns lines for {@link #configure} that set environment variables of the service.
	 * @param settings the variables as {@code NAME=value}
	 * @return lines of a kustomization
	 */
	public static String settings(String... settings) {
		return """
				configMapGenerator:
				- name: animals-settings
				  behavior: merge
				  options: {immutable: true}
				  literals:
				""" + Stream.of(settings).map("  - %s\n"::formatted).collect(Collectors.joining());
	}

	/**
	 * Runs {@code make deploy} with this overlay. The caller checks whether the command
	 * succeeded.
	 */
	public Command deploy(String image) {
		return make("deploy", "IMAGE=" + image, "OVERLAY=" + this.overlay);
	}

	/** Lists the names of the service's pods, except terminating pods. */
	public List<String> pods() {
		String names = """
				go-template={{range .items}}{{if not .metadata.deletionTimestamp}}{{.metadata.name}} {{end}}{{end}}""";
		return kubectl("get", "pods", "-l", PODS, "-o", names).lines()
			.flatMap((line) -> Pattern.compile(" ").splitAsStream(line))
			.toList();
	}

	/** Waits until the service has scaled to zero. */
	public void awaitNoPods() {
		await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofSeconds(1)).until(() -> pods().isEmpty());
	}

	/** Waits until a revision has scaled to zero. */
	public void awaitNoPodsOf(String revision) {
		await().atMost(Duration.ofMinutes(4))
			.pollInterval(Duration.ofSeconds(1))
			.until(() -> kubectl("get", "pods", "-l", "serving.knative.dev/revision=" + revision, "-o", "name")
				.isEmpty());
	}

	/**
	 * Returns the sum of one of the service's own metrics.
	 * @param name the metric's name
	 * @param tags tags that its lines must contain
	 * @return the sum over pods and all other tags
	 */
	public double metric(String name, String... tags) {
		return pods().stream()
			.flatMap((pod) -> kubectl("get", "--raw",
					"/api/v1/namespaces/%s/pods/%s:8081/proxy/actuator/prometheus".formatted(namespace(), pod))
				.lines())
			.filter((line) -> line.split("[{ ]", 2)[0].equals(name) && Stream.of(tags).allMatch(line::contains))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.sum();
	}

	/** Returns the address for users. */
	public Address users() {
		return Address.of(kubectl("get", "ksvc", "animals", "-o", "jsonpath={.status.url}"));
	}

	/** Returns the address of a traffic tag such as {@code candidate}. */
	public Address tag(String tag) {
		return Address.of(kubectl("get", "ksvc", "animals", "-o",
				"jsonpath={.status.traffic[?(@.tag==\"%s\")].url}".formatted(tag)));
	}

	/** Returns the revision of a traffic tag; empty if there is no such tag. */
	public String revision(String tag) {
		return kubectl("get", "ksvc", "animals", "-o",
				"jsonpath={.spec.traffic[?(@.tag==\"%s\")].revisionName}".formatted(tag));
	}

}
