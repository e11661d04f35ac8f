package dev.animals.release.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.release.cluster.Service.Condition;
import dev.animals.release.traffic.Entry;
import dev.animals.release.traffic.Traffic;

/**
 * Reads a Service from an answer of the API server.
 */
final class ServiceReader {

	private static final JsonMapper MAPPER = new JsonMapper();

	private ServiceReader() {
	}

	static Service read(GenericKubernetesResource resource) {
		ObjectMeta metadata = resource.getMetadata();
		JsonNode json = MAPPER.valueToTree(resource.getAdditionalProperties());
		JsonNode status = json.path("status");
		String latest = status.path("latestReadyRevisionName").asString("");
		Map<String, String> urls = new TreeMap<>();
		for (JsonNode entry : status.path("traffic")) {
			if (entry.has("tag") && entry.has("url")) {
				urls.put(entry.path("tag").stringValue(), entry.path("url").stringValue());
			}
		}
		return new Service(metadata.getResourceVersion(), generation(metadata),
				traffic(json.path("spec").path("traffic"), latest), traffic(status.path("traffic"), latest),
				Optional.ofNullable(status.path("url").asString(null)), urls,
				Optional.ofNullable(metadata.getAnnotations()).orElse(Map.of()),
				new Service.Status(status.path("observedGeneration").asLong(0),
						condition(status, "ConfigurationsReady"), condition(status, "RoutesReady"),
						status.path("latestCreatedRevisionName").asString(""), latest));
	}

	static long generation(ObjectMeta metadata) {
		return Optional.ofNullable(metadata.getGeneration()).orElse(0L);
	}

	/**
	 * Returns a condition of a Service or a Revision; {@code Unknown} if it is missing.
	 */
	static Condition condition(JsonNode status, String type) {
		for (JsonNode condition : status.path("conditions")) {
			if (condition.path("type").asString("").equals(type)) {
				return new Condition(condition.path("status").asString("Unknown"),
						condition.path("reason").asString(""), condition.path("message").asString(""));
			}
		}
		return new Condition("Unknown", "", "");
	}

	static JsonNode status(GenericKubernetesResource resource) {
		return MAPPER.valueToTree(resource.getAdditionalProperties()).path("status");
	}

	private static Traffic traffic(JsonNode entries, String latest) {
		List<Entry> traffic = new ArrayList<>();
		for (JsonNode entry : entries) {
			boolean follows = entry.path("latestRevision").asBoolean(false);
			traffic.add(new Entry(entry.path("tag").asString(null), entry.path("revisionName").asString(latest),
					entry.path("percent").asInt(0), follows && !entry.has("revisionName")));
		}
		return new Traffic(traffic);
	}

}
