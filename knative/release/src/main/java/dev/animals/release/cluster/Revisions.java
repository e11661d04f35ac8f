package dev.animals.release.cluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
	 * Returns everything in which a revision can differ from others: its spec, and its
	 * annotations except those that Knative and its clients write.
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
		return Optional.ofNullable(Api.ask(() -> revision(revision).get()))
			.map((resource) -> MAPPER.<JsonNode>valueToTree(resource.getAdditionalProperties()))
			.map((json) -> json.path("spec").path("containers").path(0).path("image").asString(""))
			.filter((image) -> !image.isEmpty());
	}

	boolean keepWarm(String revision, boolean warm) {
		try {
			return Api.ask(() -> {
				GenericKubernetesResource resource = revision(revision).get();
				if (resource == null) {
					return false;
				}
				Map<String, String> now = Optional.ofNullable(resource.getMetadata().getAnnotations()).orElse(Map.of());
				if (warm == now.containsKey(MIN_SCALE_BEFORE)) {
					return true;
				}
				Map<String, @Nullable String> annotations = new LinkedHashMap<>();
				annotations.put(MIN_SCALE_BEFORE, warm ? now.getOrDefault(MIN_SCALE, "") : null);
				String before = now.getOrDefault(MIN_SCALE_BEFORE, "");
				annotations.put(MIN_SCALE, warm ? atLeastOne(now.get(MIN_SCALE)) : before.isEmpty() ? null : before);
				revision(revision).patch(PatchContext.of(PatchType.JSON_MERGE),
						MAPPER.writeValueAsString(Map.of("metadata", Map.of("annotations", annotations))));
				return true;
			});
		}
		catch (ClusterException.Denied ex) {
			return false;
		}
	}

	private static String atLeastOne(@Nullable String scale) {
		return (scale == null || scale.isEmpty() || scale.equals("0")) ? "1" : scale;
	}

	private Resource<GenericKubernetesResource> revision(String name) {
		return this.client.genericKubernetesResources(Api.REVISIONS).inNamespace(this.namespace).withName(name);
	}

}
