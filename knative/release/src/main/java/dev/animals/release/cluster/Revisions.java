package dev.animals.release.cluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.release.cluster.Service.Condition;

/**
 * Reads and changes the revisions of the Service.
 *
 * @param client the client of the API server
 * @param namespace the namespace of the Service
 */
record Revisions(KubernetesClient client, String namespace) {

	private static final String MIN_SCALE = "autoscaling.knative.dev/min-scale";

	/** The annotation with the min-scale that a revision had before it was kept warm. */
	private static final String MIN_SCALE_BEFORE = "animals.dev/min-scale-before";

	/** The annotations that Knative and its clients write to a revision. */
	private static final Set<String> WRITTEN = Set.of("serving.knative.dev/creator", "serving.knative.dev/lastPinned",
			"serving.knative.dev/routes", "serving.knative.dev/routingStateModified");

	private static final JsonMapper MAPPER = new JsonMapper();

	boolean ready(String revision) {
		GenericKubernetesResource resource = Api.ask(() -> revision(revision).get());
		if (resource == null) {
			return false;
		}
		// A revision that scaled to zero is ready; only its condition Active is not.
		Condition ready = ServiceReader.condition(ServiceReader.status(resource), "Ready");
		return ready.isTrue();
	}

	/**
	 * Returns the spec of a revision and its annotations, except those that Knative and
	 * its clients write, as text. Equal revisions have equal texts.
	 */
	String fingerprint(String revision) {
		GenericKubernetesResource resource = Api.ask(() -> revision(revision).get());
		if (resource == null) {
			return "";
		}
		Map<String, String> annotations = new TreeMap<>(
				Optional.ofNullable(resource.getMetadata().getAnnotations()).orElse(Map.of()));
		String scale = annotations.remove(MIN_SCALE_BEFORE);
		if (scale != null) {
			annotations.put(MIN_SCALE, scale);
		}
		annotations.keySet().removeIf((name) -> name.startsWith("client.knative.dev/") || WRITTEN.contains(name));
		return MAPPER
			.writeValueAsString(List.of(resource.getAdditionalProperties().getOrDefault("spec", ""), annotations));
	}

	/** Returns the image of a revision; empty if there is no such revision. */
	Optional<String> image(String revision) {
		return images(revision).stream().findFirst().filter((image) -> !image.isEmpty());
	}

	/**
	 * Returns the images of all containers of a revision; empty if there is no such
	 * revision. A container without an image has an empty text.
	 */
	List<String> images(String revision) {
		return Optional.ofNullable(Api.ask(() -> revision(revision).get()))
			.map((resource) -> MAPPER.<JsonNode>valueToTree(resource.getAdditionalProperties()).path("spec"))
			.stream()
			.flatMap((spec) -> Stream.of("containers", "initContainers")
				.flatMap((field) -> spec.path(field).valueStream()))
			.map((container) -> container.path("image").asString(""))
			.toList();
	}

	boolean keepWarm(String revision, int pods) {
		try {
			return Api.ask(() -> {
				GenericKubernetesResource resource = revision(revision).get();
				if (resource == null) {
					return false;
				}
				Map<String, String> now = Optional.ofNullable(resource.getMetadata().getAnnotations()).orElse(Map.of());
				Map<String, @Nullable String> changed = scale(now, pods);
				if (!changed.isEmpty()) {
					revision(revision).patch(PatchContext.of(PatchType.JSON_MERGE),
							MAPPER.writeValueAsString(Map.of("metadata", Map.of("annotations", changed))));
				}
				return true;
			});
		}
		catch (ClusterException.Denied ex) {
			return false;
		}
	}

	/** Returns the annotations to change; null removes one. */
	private static Map<String, @Nullable String> scale(Map<String, String> now, int pods) {
		Map<String, @Nullable String> changed = new LinkedHashMap<>();
		String original = now.get(MIN_SCALE_BEFORE);
		if (pods == 0 && original != null) {
			changed.put(MIN_SCALE_BEFORE, null);
			changed.put(MIN_SCALE, original.isEmpty() ? null : original);
		}
		if (pods > 0 && number(now.get(MIN_SCALE)) < pods) {
			changed.put(MIN_SCALE_BEFORE, (original != null) ? original : now.getOrDefault(MIN_SCALE, ""));
			changed.put(MIN_SCALE, String.valueOf(pods));
		}
		return changed;
	}

	private static int number(@Nullable String scale) {
		return (scale != null && scale.matches("\\d{1,4}")) ? Integer.parseInt(scale) : 0;
	}

	private Resource<GenericKubernetesResource> revision(String name) {
		return this.client.genericKubernetesResources(Api.REVISIONS).inNamespace(this.namespace).withName(name);
	}

}
