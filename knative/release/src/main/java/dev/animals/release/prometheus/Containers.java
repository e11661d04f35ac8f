package dev.animals.release.prometheus;

import java.time.Instant;
import java.util.Map;

import dev.animals.release.judge.Cost;

/**
 * Reads from Prometheus how much processor time and memory the containers of both
 * revisions use. These metrics name the pod but not the revision. The name of a pod
 * begins with that of its revision.
 *
 * @param query asks Prometheus
 * @param namespace the namespace of the Service
 */
record Containers(Query query, String namespace) {

	Cost cost(Instant from, Instant to, String candidate, String stable) {
		Map<Map<String, String>, Double> before = read(from, "container_cpu_usage_seconds_total", candidate, stable);
		Map<Map<String, String>, Double> after = read(to, "container_cpu_usage_seconds_total", candidate, stable);
		Map<Map<String, String>, Double> memory = read(to, "container_memory_working_set_bytes", candidate, stable);
		return new Cost(seconds(before, after, candidate), seconds(before, after, stable), most(memory, candidate),
				most(memory, stable));
	}

	private Map<Map<String, String>, Double> read(Instant at, String name, String candidate, String stable) {
		return this.query.at(at, ("last_over_time(%s{job=\"kubelet\",namespace=\"%s\",pod=~\"(%s|%s)-deployment-.*\","
				+ "container=\"user-container\"}[2m])")
			.formatted(name, this.namespace, candidate, stable));
	}

	/**
	 * Adds up the processor time between two times. A new container counts only from its
	 * second value on, because starting costs more than requests do.
	 */
	private static double seconds(Map<Map<String, String>, Double> before, Map<Map<String, String>, Double> after,
			String revision) {
		return after.entrySet()
			.stream()
			.filter((container) -> isOf(container.getKey(), revision) && before.containsKey(container.getKey()))
			.mapToDouble((container) -> container.getValue() - before.getOrDefault(container.getKey(), 0.0))
			.filter((seconds) -> seconds > 0)
			.sum();
	}

	private static double most(Map<Map<String, String>, Double> memory, String revision) {
		return memory.entrySet()
			.stream()
			.filter((container) -> isOf(container.getKey(), revision))
			.mapToDouble(Map.Entry::getValue)
			.max()
			.orElse(0);
	}

	private static boolean isOf(Map<String, String> labels, String revision) {
		return labels.getOrDefault("pod", "").startsWith(revision + "-deployment-");
	}

}
