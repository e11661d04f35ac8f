package dev.animals.release.export;

import java.util.Map;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/**
 * Creates gauges from values by their labels.
 */
final class Gauges {

	private Gauges() {
	}

	static GaugeSnapshot of(String name, String help, Map<Labels, ? extends Number> values) {
		GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
		values.forEach((labels, value) -> gauge
			.dataPoint(GaugeDataPointSnapshot.builder().labels(labels).value(value.doubleValue()).build()));
		return gauge.build();
	}

}
