package dev.animals.load;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * Turns the kubelets' counters of processor time into the number of processors in use, by
 * the increase of a counter between two readings.
 */
final class ResourceMetrics {

	private static final Pattern SERIES = Pattern.compile("(\\w+)(?:\\{.*pod=\"([^\"]+)\".*})? (\\S+) (\\d+)");

	private final Map<String, Counter> counters = new HashMap<>();

	/**
	 * Reads the current values of a node.
	 * @param node the node's name
	 * @param text the kubelet's {@code /metrics/resource}: Prometheus' exposition format
	 * with times
	 * @param pods the names of the pods to add up
	 * @return the resources in use; the processors are known only from the second reading
	 * on
	 */
	Use read(String node, String text, Set<String> pods) {
		double nodeCores = Double.NaN;
		DoubleStream.Builder podCores = DoubleStream.builder();
		double fullestPod = 0;
		for (Matcher series : (Iterable<Matcher>) text.lines()
			.map(SERIES::matcher)
			.filter(Matcher::matches)::iterator) {
			String pod = series.group(2);
			double value = Double.parseDouble(series.group(3));
			boolean asked = pod != null && pods.contains(pod);
			switch (series.group(1)) {
				case "node_cpu_usage_seconds_total" -> nodeCores = rate(node, value, series.group(4));
				case "pod_cpu_usage_seconds_total" -> {
					if (asked) {
						podCores.add(rate(pod, value, series.group(4)));
					}
				}
				case "pod_memory_working_set_bytes" -> fullestPod = asked ? Math.max(fullestPod, value) : fullestPod;
				default -> {
				}
			}
		}
		return new Use(sum(podCores.build().toArray()), nodeCores, fullestPod / 1024 / 1024);
	}

	/**
	 * Adds the known rates. Returns NaN if there are rates but none is known.
	 */
	private static double sum(double[] rates) {
		double[] known = DoubleStream.of(rates).filter(Double::isFinite).toArray();
		return (known.length == 0 && rates.length > 0) ? Double.NaN : DoubleStream.of(known).sum();
	}

	private double rate(String name, double value, String time) {
		long millis = Long.parseLong(time);
		return this.counters.merge(name, new Counter(value, millis, Double.NaN),
				(last, next) -> (next.millis <= last.millis) ? last
						: new Counter(value, millis, 1e3 * (value - last.value) / (millis - last.millis))).perSecond;
	}

	/**
	 * The resources in use.
	 *
	 * @param podCores processors used by the requested pods; NaN if not known
	 * @param nodeCores processors used by everything on the nodes; NaN if not known
	 * @param fullestPodMib memory of the pod that uses the most, in MiB
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
