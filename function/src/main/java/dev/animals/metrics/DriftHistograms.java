package dev.animals.metrics;

import java.util.List;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import dev.animals.classification.Classification;
import dev.animals.model.Reference;

/**
 * The histograms that drift is measured with. Their buckets are the bins of the reference
 * distributions of the model.
 * <p>
 * They use the Prometheus client directly because Micrometer rounds each number up before
 * it looks for the bucket, so all shares would fall into the last one.
 */
final class DriftHistograms {

	private final DistributionDataPoint confidence;

	private final DistributionDataPoint margin;

	private final DistributionDataPoint energy;

	private final DistributionDataPoint brightness;

	private final ContentHistograms content;

	private final List<Double> confidenceEdges;

	/**
	 * Registers the histograms.
	 * @param registry the registry of the histograms
	 * @param model the value of the tag {@code model}
	 * @param classes the number of the model's logits
	 * @param reference the reference distributions of the model
	 */
	DriftHistograms(PrometheusRegistry registry, String model, int classes, Reference reference) {
		this.confidence = histogram(registry, "animals_confidence", model, reference.confidence());
		this.margin = histogram(registry, "animals_margin", model, reference.margin());
		this.energy = histogram(registry, "animals_energy", model, reference.energy());
		this.brightness = histogram(registry, "animals_brightness", model, reference.brightness());
		this.content = new ContentHistograms(registry, model, classes, reference.content());
		this.confidenceEdges = reference.confidence().edges();
	}

	static DistributionDataPoint histogram(PrometheusRegistry registry, String name, String model,
			Reference.Bins bins) {
		return Histogram.builder()
			.name(name)
			.classicOnly()
			.withoutExemplars()
			.classicUpperBounds(bins.edges().stream().mapToDouble(Double::doubleValue).toArray())
			.labelNames("model")
			.register(registry)
			.labelValues(model);
	}

	void observe(PhotoFacts photo, Classification classification, float[] logits) {
		this.confidence.observe(classification.best().confidence());
		this.margin.observe(classification.margin());
		this.energy.observe(classification.energy());
		this.brightness.observe(photo.brightness());
		this.content.observe(logits);
	}

	/**
	 * Returns the bin of a confidence.
	 * @param confidence the confidence, from 0 to 1
	 * @return the upper edge of its bin, written as in the buckets of the histogram
	 */
	String bin(double confidence) {
		return this.confidenceEdges.stream()
			.filter((edge) -> confidence <= edge)
			.findFirst()
			.map(String::valueOf)
			.orElse("1.0");
	}

}
