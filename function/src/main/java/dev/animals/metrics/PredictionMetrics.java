package dev.animals.metrics;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Classification;
import dev.animals.classification.Subject;
import dev.animals.classification.Verdict;
import dev.animals.feedback.Prediction;
import dev.animals.model.ModelFolder;
import dev.animals.rejection.Reason;

import static java.util.Objects.requireNonNull;

/**
 * Counts predictions, rejections and feedback. Counters whose tags have few values exist
 * from the start with the value 0, so that Prometheus sees the first increase.
 */
public class PredictionMetrics {

	/**
	 * The value of the tag {@code group} for a photo without an animal or with an unknown
	 * one.
	 */
	private static final String NO_GROUP = "none";

	private final MeterRegistry registry;

	private final String model;

	private final Subject subject;

	private final Map<String, Counter> predictions = new LinkedHashMap<>();

	private final Map<Reason, Counter> rejections = new EnumMap<>(Reason.class);

	private final PhotoSizes sizes;

	private final ExpectedAccuracy expectedAccuracy;

	private final DriftHistograms histograms;

	private final CaseMetrics cases;

	private final ReleaseFeedback releaseFeedback;

	private final AskedFeedback askedFeedback;

	private final AtomicReference<Double> latestConfidence = new AtomicReference<>(Double.NaN);

	/**
	 * Registers all meters.
	 * @param registry the registry of counters and gauges
	 * @param prometheus the registry of the drift histograms
	 * @param folder the model, which defines the groups and the bins of the histograms
	 */
	public PredictionMetrics(MeterRegistry registry, PrometheusRegistry prometheus, ModelFolder folder) {
		this.registry = registry;
		this.model = folder.versionedName();
		this.subject = folder.description().subject();
		this.histograms = new DriftHistograms(prometheus, this.model, folder.labels().size(),
				folder.calibration().reference());
		this.sizes = new PhotoSizes(registry);
		this.expectedAccuracy = new ExpectedAccuracy(registry, this.model, this.subject);
		this.cases = new CaseMetrics(registry, prometheus, folder);
		this.releaseFeedback = new ReleaseFeedback(registry);
		this.askedFeedback = new AskedFeedback(registry);
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
						.description("Requests that were rejected")
						.tag("reason", reason.toString())
						.register(registry));
		}
		Gauge.builder("animals.tmp.bytes", TemporaryFiles::bytes)
			.description("Size of the temporary files of the service")
			.baseUnit("bytes")
			.register(registry);
		Gauge.builder("animals.model.info", () -> 1)
			.description("The model that this pod serves")
			.tag("model", this.model)
			.tag("name", folder.description().name())
			.tag("version", folder.description().version())
			.tag("precision", folder.precision().toString())
			.register(registry);
		Gauge.builder("latest.confidence.score", this.latestConfidence, AtomicReference::get)
			.description("Confidence of the latest prediction in per cent; NaN before the first prediction")
			.tag("model", this.model)
			.register(registry);
	}

	private void register(Verdict verdict, String group) {
		this.predictions.put(verdict + group,
				Counter.builder("animals.predictions")
					.description("Photos that were classified")
					.tag("model", this.model)
					.tag("verdict", verdict.of(this.subject))
					.tag("group", group)
					.register(this.registry));
	}

	/**
	 * Counts a classified photo.
	 * @param photo the facts about the photo
	 * @param classification the result
	 * @param logits the raw logits of the network
	 */
	public void classified(PhotoFacts photo, Classification classification, float[] logits) {
		Verdict verdict = classification.verdict();
		String group = (verdict == Verdict.ANIMAL) ? classification.best().group() : NO_GROUP;
		requireNonNull(this.predictions.get(verdict + group)).increment();
		this.histograms.observe(photo, classification, logits);
		this.sizes.record(photo);
		this.expectedAccuracy.add(classification);
		this.latestConfidence.set(100 * classification.best().confidence());
	}

	/** Returns the counters by which releases are judged. */
	public CaseMetrics cases() {
		return this.cases;
	}

	/** Returns the counters of feedback on releases. */
	public ReleaseFeedback releaseFeedback() {
		return this.releaseFeedback;
	}

	/** Returns the counters of feedback that users were asked for. */
	public AskedFeedback askedFeedback() {
		return this.askedFeedback;
	}

	/**
	 * Counts a rejected request.
	 * @param reason the reason for the rejection
	 */
	public void rejected(Reason reason) {
		requireNonNull(this.rejections.get(reason)).increment();
	}

	/**
	 * Counts feedback on a prediction, under the model that made the prediction.
	 * @param prediction the prediction
	 * @param right whether the user said that it was right
	 */
	public void judged(Prediction prediction, boolean right) {
		judged(prediction.model(), prediction.group(), prediction.confidence(), right);
	}

	/**
	 * Counts feedback that a photo shows no animal. Such feedback is right if that was
	 * the verdict. It then counts for the probability of the verdict, not for the
	 * confidence of the best animal.
	 * @param prediction the prediction
	 */
	public void judgedAsNoAnimal(Prediction prediction) {
		Double noAnimal = prediction.noAnimal();
		if (noAnimal == null) {
			judged(prediction, false);
			return;
		}
		judged(prediction.model(), NO_GROUP, noAnimal, true);
	}

	private void judged(String model, String group, double confidence, boolean right) {
		Counter.builder("animals.feedback")
			.description("Predictions that a user judged")
			.tag("model", model)
			.tag("group", group)
			.tag("right", Boolean.toString(right))
			.tag("bin", this.histograms.bin(confidence))
			.register(this.registry)
			.increment();
	}

}
