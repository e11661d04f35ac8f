package dev.animals.metrics;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Classification;
import dev.animals.classification.Verdict;
import dev.animals.feedback.Prediction;
import dev.animals.image.DecodedImage;
import dev.animals.image.ImageFormat;
import dev.animals.model.ModelFolder;
import dev.animals.model.Reference;
import dev.animals.rejection.Reason;

import static java.util.Objects.requireNonNull;

/**
 * Counts predictions, refusals and feedback. All counters that have few values are there
 * from the start with 0, so that the first increase is seen.
 */
public class PredictionMetrics {

	/** The group's tag where the verdict is not that it is an animal. */
	private static final String NO_GROUP = "none";

	private static final double[] PIXEL_BUCKETS = { 5e4, 2e5, 5e5, 1e6, 2e6, 4e6, 8e6, 1.6e7, 3.2e7 };

	private static final double[] BYTE_BUCKETS = { 1e4, 3e4, 1e5, 3e5, 1e6, 3e6, 1e7 };

	private final MeterRegistry registry;

	private final String model;

	private final Map<String, Counter> predictions = new LinkedHashMap<>();

	private final Map<Reason, Counter> rejections = new EnumMap<>(Reason.class);

	private final Map<ImageFormat, DistributionSummary> pixels = new EnumMap<>(ImageFormat.class);

	private final Map<ImageFormat, DistributionSummary> bytes = new EnumMap<>(ImageFormat.class);

	private final DistributionDataPoint confidence;

	private final DistributionDataPoint margin;

	private final DistributionDataPoint energy;

	private final DistributionDataPoint brightness;

	private final List<Double> confidenceEdges;

	private final AtomicReference<Double> latestConfidence = new AtomicReference<>(Double.NaN);

	/**
	 * Registers everything.
	 * @param registry where
	 * @param prometheus where histograms of numbers are whose bins are not whole
	 * @param folder the model; its reference distribution gives the buckets
	 */
	public PredictionMetrics(MeterRegistry registry, PrometheusRegistry prometheus, ModelFolder folder) {
		this.registry = registry;
		this.model = folder.description().versionedName();
		Reference reference = folder.calibration().reference();
		this.confidenceEdges = reference.confidence().edges();
		this.confidence = histogram(prometheus, "animals_confidence", reference.confidence());
		this.margin = histogram(prometheus, "animals_margin", reference.margin());
		this.energy = histogram(prometheus, "animals_energy", reference.energy());
		this.brightness = histogram(prometheus, "animals_brightness", reference.brightness());
		folder.labels()
			.stream()
			.filter(ClassLabel::isAnimal)
			.map(ClassLabel::group)
			.distinct()
			.forEach((group) -> register(Verdict.ANIMAL, requireNonNull(group)));
		register(Verdict.NOT_ANIMAL, NO_GROUP);
		register(Verdict.UNKNOWN, NO_GROUP);
		for (Reason reason : Reason.values()) {
			this.rejections.put(reason,
					Counter.builder("animals.rejections")
						.description("Requests that were refused")
						.tag("reason", reason.toString())
						.register(registry));
		}
		for (ImageFormat format : ImageFormat.values()) {
			this.pixels.put(format, bySize("animals.image.pixels", format, PIXEL_BUCKETS));
			this.bytes.put(format, bySize("animals.image.bytes", format, BYTE_BUCKETS));
		}
		Gauge.builder("animals.tmp.bytes", TemporaryFiles::bytes)
			.description("What the service's temporary files take")
			.baseUnit("bytes")
			.register(registry);
		Gauge.builder("latest.confidence.score", this.latestConfidence, AtomicReference::get)
			.description("Confidence of the latest prediction, in per cent; no number before the first")
			.tag("model", this.model)
			.register(registry);
	}

	/**
	 * Prometheus' own, because Micrometer's rounds each number up before it looks for the
	 * bucket: shares would all be in the last one.
	 */
	private DistributionDataPoint histogram(PrometheusRegistry prometheus, String name, Reference.Bins bins) {
		return Histogram.builder()
			.name(name)
			.classicOnly()
			.withoutExemplars()
			.classicUpperBounds(bins.edges().stream().mapToDouble(Double::doubleValue).toArray())
			.labelNames("model")
			.register(prometheus)
			.labelValues(this.model);
	}

	private DistributionSummary bySize(String name, ImageFormat format, double[] buckets) {
		return DistributionSummary.builder(name)
			.tag("format", format.toString())
			.serviceLevelObjectives(buckets)
			.register(this.registry);
	}

	private void register(Verdict verdict, String group) {
		this.predictions.put(verdict + group,
				Counter.builder("animals.predictions")
					.description("Pictures that were classified")
					.tag("model", this.model)
					.tag("verdict", verdict.toString())
					.tag("group", group)
					.register(this.registry));
	}

	/**
	 * Counts a classified picture.
	 * @param bytes its size as it came, in bytes
	 * @param image its pixels
	 * @param classification what was made of it
	 */
	public void classified(int bytes, DecodedImage image, Classification classification) {
		Verdict verdict = classification.verdict();
		String group = (verdict == Verdict.ANIMAL) ? classification.best().group() : NO_GROUP;
		requireNonNull(this.predictions.get(verdict + group)).increment();
		this.confidence.observe(classification.best().confidence());
		this.margin.observe(classification.margin());
		this.energy.observe(classification.energy());
		this.brightness.observe(image.brightness());
		requireNonNull(this.pixels.get(image.format())).record((double) image.sourceWidth() * image.sourceHeight());
		requireNonNull(this.bytes.get(image.format())).record(bytes);
		this.latestConfidence.set(100 * classification.best().confidence());
	}

	/**
	 * Counts a refusal.
	 * @param reason why
	 */
	public void rejected(Reason reason) {
		requireNonNull(this.rejections.get(reason)).increment();
	}

	/**
	 * Counts what a user said of a prediction, under the model that made it.
	 * @param prediction what was answered
	 * @param right whether that was right
	 */
	public void judged(Prediction prediction, boolean right) {
		Counter.builder("animals.feedback")
			.description("Predictions that a user judged")
			.tag("model", prediction.model())
			.tag("group", prediction.group())
			.tag("right", Boolean.toString(right))
			.tag("bin", bin(prediction.confidence()))
			.register(this.registry)
			.increment();
	}

	/** The upper edge of the confidence's bin, written as in the histogram's buckets. */
	private String bin(double confidence) {
		return this.confidenceEdges.stream()
			.filter((edge) -> confidence <= edge)
			.findFirst()
			.map(String::valueOf)
			.orElse("1.0");
	}

}
