package dev.animals.metrics;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import dev.animals.classification.Classification;
import dev.animals.classification.Subject;
import dev.animals.classification.Verdict;
import dev.animals.image.ImageFormat;
import dev.animals.model.ModelFolder;

import static java.util.Objects.requireNonNull;

/**
 * Counts cases, by which releases are judged. A case is one photo of each request: the
 * photos of a batch are often alike, so a batch counts once, by a photo drawn at random.
 * <p>
 * Few of the many combinations of tags occur, so a counter is registered only with its
 * first case.
 */
public final class CaseMetrics {

	private static final String NONE = "none";

	/** The names of sizes by the largest number of bytes that each name stands for. */
	private static final NavigableMap<Integer, String> SIZES = Collections.unmodifiableNavigableMap(
			new TreeMap<>(Map.of(100_000, "100kB", 1_000_000, "1MB", 4_000_000, "4MB", Integer.MAX_VALUE, "more")));

	private final MeterRegistry registry;

	private final String model;

	private final Subject subject;

	private final DistributionDataPoint confidence;

	CaseMetrics(MeterRegistry registry, PrometheusRegistry prometheus, ModelFolder folder) {
		this.registry = registry;
		this.model = folder.versionedName();
		this.subject = folder.description().subject();
		this.confidence = DriftHistograms.histogram(prometheus, "animals_case_confidence", this.model,
				folder.calibration().reference().confidence());
	}

	/**
	 * Counts a photo that was classified.
	 * @param mode how the photo arrived
	 * @param photo the bytes of the photo
	 * @param classification the result
	 */
	public void classified(String mode, byte[] photo, Classification classification) {
		Verdict verdict = classification.verdict();
		Counter.builder("animals.case.answers")
			.description("Cases that were classified")
			.tag("model", this.model)
			.tag("verdict", verdict.of(this.subject))
			.tag("group", (verdict == Verdict.ANIMAL) ? classification.best().group() : NONE)
			.register(this.registry)
			.increment();
		this.confidence.observe(classification.best().confidence());
		count(mode, photo, verdict.of(this.subject));
	}

	/**
	 * Counts a photo that was rejected.
	 * @param mode how the photo arrived
	 * @param photo the bytes of the photo; empty if they are not known
	 */
	public void rejected(String mode, byte[] photo) {
		count(mode, photo, "rejected");
	}

	/**
	 * Counts a photo that the service failed to classify.
	 * @param mode how the photo arrived
	 * @param photo the bytes of the photo; empty if they are not known
	 */
	public void failed(String mode, byte[] photo) {
		count(mode, photo, "failed");
	}

	private void count(String mode, byte[] photo, String outcome) {
		ImageFormat format = ImageFormat.of(photo);
		Counter.builder("animals.case.outcomes")
			.description("Cases by outcome")
			.tag("mode", mode)
			.tag("format", (format != null) ? format.toString() : NONE)
			.tag("size", requireNonNull(SIZES.ceilingEntry(photo.length)).getValue())
			.tag("outcome", outcome)
			.register(this.registry)
			.increment();
	}

}
