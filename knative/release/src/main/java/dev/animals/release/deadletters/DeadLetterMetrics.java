package dev.animals.release.deadletters;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * Counts dead letters by reason as {@code animals_dead_letters_total}, and exports how
 * many are stored.
 */
final class DeadLetterMetrics implements MultiCollector {

	private final EventStore store;

	private final Map<String, Long> received = new ConcurrentSkipListMap<>();

	DeadLetterMetrics(EventStore store) {
		this.store = store;
	}

	void received(String reason) {
		this.received.merge(reason, 1L, Long::sum);
	}

	@Override
	public MetricSnapshots collect() {
		EventStore.Stored stored = this.store.stored();
		CounterSnapshot.Builder counter = CounterSnapshot.builder()
			.name("animals_dead_letters")
			.help("Events that could not be delivered and were stored");
		this.received.forEach((reason, count) -> counter.dataPoint(
				CounterDataPointSnapshot.builder().labels(Labels.of("reason", reason)).value((double) count).build()));
		return MetricSnapshots.of(counter.build(),
				CounterSnapshot.builder()
					.name("animals_dead_letters_deleted")
					.help("Stored dead letters that were deleted for their age or for lack of space")
					.dataPoint(CounterDataPointSnapshot.builder().value((double) stored.deleted()).build())
					.build(),
				gauge("animals_dead_letters_stored", "Dead letters that are stored", stored.events()),
				gauge("animals_dead_letters_stored_bytes", "Space that the stored dead letters take", stored.bytes()));
	}

	private static GaugeSnapshot gauge(String name, String help, long value) {
		return GaugeSnapshot.builder()
			.name(name)
			.help(help)
			.dataPoint(GaugeDataPointSnapshot.builder().value((double) value).build())
			.build();
	}

}
