package dev.animals.load;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kubelets' {@code /metrics/resource}, read again and again: what a counter of
 * seconds grew by between two of its times is processors in use.
 */
final class ResourceMetrics {

	private static final Pattern SERIES = Pattern.compile("(\\w+)(?:\\{.*pod=\"([^\"]+)\".*})? (\\S+) (\\d+)");

	private final Map<String, Counter> counters = new HashMap<>();

	/**
	 * Takes a node's present values in.
	 * @param node its name
	 * @param text the exposition format of Prometheus, with times
	 * @param pods whose use is asked for, by their names
	 * @return what was in use last; a counter that was seen once says nothing yet
	 */
	Use read(String node, String text, Set<String> pods) {
		double podCores = 0;
		double nodeCores = 0;
		double fullestPod = 0;
		for (Matcher series : (Iterable<Matcher>) text.lines()
			.map(SERIES::matcher)
			.filter(Matcher::matches)::iterator) {
			String pod = series.group(2);
			double value = Double.parseDouble(series.group(3));
			boolean asked = pod != null && pods.contains(pod);
			switch (series.group(1)) {
				case "node_cpu_usage_seconds_total" -> nodeCores += rate(node, value, series.group(4));
				case "pod_cpu_usage_seconds_total" -> podCores += asked ? rate(pod, value, series.group(4)) : 0;
				case "pod_memory_working_set_bytes" -> fullestPod = asked ? Math.max(fullestPod, value) : fullestPod;
				default -> {
				}
			}
		}
		return new Use(podCores, nodeCores, fullestPod / 1024 / 1024);
	}

	private double rate(String name, double value, String time) {
		long millis = Long.parseLong(time);
		return this.counters.merge(name, new Counter(value, millis, 0), (last, next) -> (next.millis <= last.millis)
				? last : new Counter(value, millis, 1e3 * (value - last.value) / (millis - last.millis))).perSecond;
	}

	/**
	 * What was in use.
	 *
	 * @param podCores processors, by the pods asked for
	 * @param nodeCores processors, by all that runs on the nodes
	 * @param fullestPodMib memory of the pod that has most, in MiB
	 */
	record Use(double podCores, double nodeCores, double fullestPodMib) {

		static final Use NONE = new Use(0, 0, 0);

		Use and(Use other) {
			return new Use(this.podCores + other.podCores, this.nodeCores + other.nodeCores,
					Math.max(this.fullestPodMib, other.fullestPodMib));
		}

	}

	private record Counter(double value, long millis, double perSecond) {
	}

}
