package dev.animals.release.export;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

/**
 * A candidate that has traffic. It may come from a rollout, {@code make canary} or the
 * command {@code kn}.
 *
 * @param namespace the namespace of the Service
 * @param candidate the candidate's revision
 * @param stable stable's revision
 * @param percent the candidate's share of the traffic, in 1–99
 */
record Canary(String namespace, String candidate, String stable, int percent) {

	/** Reads the status of a Service. Returns nothing if there is no such candidate. */
	static Optional<Canary> of(JsonNode service) {
		Map<String, Integer> percents = new TreeMap<>();
		Map<String, String> tags = new TreeMap<>();
		for (JsonNode entry : service.at("/status/traffic")) {
			String revision = entry.path("revisionName").asString("");
			percents.merge(revision, entry.path("percent").asInt(0), Integer::sum);
			tags.put(entry.path("tag").asString(""), revision);
		}
		String candidate = tags.getOrDefault("candidate", "");
		String stable = tags.getOrDefault("stable", "");
		int percent = percents.getOrDefault(candidate, 0);
		boolean comparable = !candidate.isEmpty() && !stable.isEmpty() && !candidate.equals(stable);
		return (comparable && percent > 0 && percent < 100)
				? Optional.of(new Canary(service.at("/metadata/namespace").asString(""), candidate, stable, percent))
				: Optional.empty();
	}

	boolean isOfSameRevisions(Canary other) {
		return this.candidate.equals(other.candidate) && this.stable.equals(other.stable);
	}

}
