package dev.animals.load;

import java.util.Set;

import dev.animals.load.ResourceMetrics.Use;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ResourceMetricsTests {

	private final ResourceMetrics metrics = new ResourceMetrics();

	@Test
	void dividesTheGrowthOfACounterByTheTimeBetweenItsReadings() {
		read(10, 1000, 5, 1000);
		assertThat(read(13, 3000, 6, 3000)).isEqualTo(new Use(0.5, 1.5, 512));
		// The kubelet has not measured again since the first reading.
		assertThat(read(13, 3000, 6, 3000)).isEqualTo(new Use(0.5, 1.5, 512));
	}

	@Test
	void doesNotKnowProcessorsAfterOneReading() {
		assertThat(read(10, 1000, 5, 1000)).isEqualTo(new Use(Double.NaN, Double.NaN, 512));
	}

	@Test
	void knowsThatNoPodUsesNoProcessor() {
		assertThat(this.metrics.read("node", text(10, 1000, 5, 1000), Set.of()).podCores()).isZero();
	}

	@Test
	void addsThePodsWhoseUseIsKnown() {
		Set<String> pods = Set.of("animals-00001-a", "animals-00001-b");
		read(10, 1000, 5, 1000);
		assertThat(this.metrics.read("node", text(12, 3000, 6, 3000), pods).podCores()).isEqualTo(0.5);
	}

	@Test
	void ignoresOtherPods() {
		read(10, 1000, 5, 1000);
		assertThat(this.metrics.read("node", text(12, 3000, 9, 3000), Set.of("another"))).isEqualTo(new Use(0, 1, 0));
	}

	@Test
	void addsUpNodes() {
		assertThat(new Use(1, 2, 300).and(new Use(0.5, 1, 400))).isEqualTo(new Use(1.5, 3, 400));
	}

	private Use read(double node, long nodeMillis, double pod, long podMillis) {
		return this.metrics.read("node", text(node, nodeMillis, pod, podMillis), Set.of("animals-00001-a"));
	}

	private static String text(double node, long nodeMillis, double pod, long podMillis) {
		return """
				# TYPE node_cpu_usage_seconds_total counter
				node_cpu_usage_seconds_total %s %d
				pod_cpu_usage_seconds_total{namespace="animals",pod="animals-00001-a"} %s %d
				pod_memory_working_set_bytes{namespace="animals",pod="animals-00001-a"} 5.36870912e+08 %d
				pod_memory_working_set_bytes{namespace="animals",pod="animals-00001-b"} 9e+08 %d
				scrape_error 0
				""".formatted(node, nodeMillis, pod, podMillis, podMillis, podMillis);
	}

}
