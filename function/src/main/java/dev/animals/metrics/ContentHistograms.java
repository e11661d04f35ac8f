package dev.animals.metrics;

import java.util.List;
import java.util.stream.IntStream;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import dev.animals.classification.ContentProjections;
import dev.animals.model.Reference.Projection;

/**
 * The histograms of the content projections, by which drift of the photos' content is
 * measured.
 */
final class ContentHistograms {

	private final ContentProjections projections;

	private final List<Projection> references;

	private final List<DistributionDataPoint> histograms;

	/**
	 * Registers the histograms.
	 * @param registry the registry of the histograms
	 * @param model the value of the tag {@code model}
	 * @param classes the number of the model's logits
	 * @param references the reference of each projection; if there are none, there are no
	 * histograms
	 */
	ContentHistograms(PrometheusRegistry registry, String model, int classes, List<Projection> references) {
		this.projections = new ContentProjections(classes);
		this.references = references;
		Histogram histogram = Histogram.builder()
			.name("animals_content")
			.help("Random projections of the network's output, in standard deviations of the reference")
			.classicOnly()
			.withoutExemplars()
			.classicUpperBounds(Projection.EDGES.stream().mapToDouble(Double::doubleValue).toArray())
			.labelNames("model", "projection")
			.register(registry);
		this.histograms = IntStream.rangeClosed(1, references.size())
			.<DistributionDataPoint>mapToObj((number) -> histogram.labelValues(model, String.valueOf(number)))
			.toList();
	}

	/**
	 * Counts a photo.
	 * @param logits the raw logits of the network
	 */
	void observe(float[] logits) {
		if (!this.references.isEmpty()) {
			double[] projected = this.projections.of(logits);
			for (int k = 0; k < this.references.size(); k++) {
				this.histograms.get(k).observe(this.references.get(k).standardised(projected[k]));
			}
		}
	}

}
