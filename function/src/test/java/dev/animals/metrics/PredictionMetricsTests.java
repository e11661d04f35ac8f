package dev.animals.metrics;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBucket;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import org.junit.jupiter.api.Test;

import dev.animals.classification.Classification;
import dev.animals.classification.ContentProjections;
import dev.animals.classification.RankedLabel;
import dev.animals.classification.Verdict;
import dev.animals.feedback.Prediction;
import dev.animals.image.DecodedImage;
import dev.animals.image.ImageFormat;
import dev.animals.model.ModelFolder;
import dev.animals.model.Reference.Projection;
import dev.animals.rejection.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PredictionMetricsTests {

	private static final ModelFolder FOLDER = ModelFolder.open(Path.of("model/lite0"));

	private static final DecodedImage GREY = new DecodedImage(ImageFormat.JPEG, 640, 480, 1, 1,
			new byte[] { 51, 51, 51 });

	private static final float[] LOGITS = new float[FOLDER.labels().size()];

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final PrometheusRegistry prometheus = new PrometheusRegistry();

	private final PredictionMetrics metrics = new PredictionMetrics(this.registry, this.prometheus, FOLDER);

	@Test
	void countsAnimalsByGroup() {
		this.metrics.classified(PhotoFacts.of(1000, GREY), classification(Verdict.ANIMAL, 0.94), LOGITS);
		assertThat(predictions("animal", "dog")).isEqualTo(1);
		assertThat(predictions("animal", "songbird")).isZero();
	}

	@Test
	void tellsThePrecisionOfTheModel() {
		assertThat(this.registry.get("animals.model.info")
			.tags("model", "lite0-1.2.0", "name", "lite0", "version", "1.2.0", "precision", "float32")
			.gauge()
			.value()).isEqualTo(1);
	}

	@Test
	void countsOtherVerdictsWithoutAGroup() {
		this.metrics.classified(PhotoFacts.of(1000, GREY), classification(Verdict.NOT_ANIMAL, 0.1), LOGITS);
		this.metrics.classified(PhotoFacts.of(1000, GREY), classification(Verdict.UNKNOWN, 0.1), LOGITS);
		assertThat(predictions("not_animal", "none")).isEqualTo(1);
		assertThat(predictions("unknown", "none")).isEqualTo(1);
	}

	@Test
	void recordsTheValuesThatDriftIsMeasuredWith() {
		this.metrics.classified(PhotoFacts.of(1000, GREY), classification(Verdict.ANIMAL, 0.94), LOGITS);
		assertThat(histogram("animals_confidence").getSum()).isEqualTo(0.94);
		assertThat(histogram("animals_margin").getSum()).isEqualTo(0.5);
		assertThat(histogram("animals_energy").getSum()).isEqualTo(12.0);
		assertThat(histogram("animals_brightness").getSum()).isCloseTo(0.2, within(1e-6));
		assertThat(this.registry.get("animals.image.pixels").tag("format", "jpeg").summary().max()).isEqualTo(307200);
		assertThat(this.registry.get("animals.image.bytes").tag("format", "jpeg").summary().max()).isEqualTo(1000);
	}

	@Test
	void usesTheBinsOfTheReferenceDistributionAsBuckets() {
		assertThat(
				histogram("animals_confidence").getClassicBuckets().stream().map(ClassicHistogramBucket::getUpperBound))
			.startsWith(FOLDER.calibration().reference().confidence().edges().toArray(Double[]::new))
			.endsWith(Double.POSITIVE_INFINITY);
	}

	@Test
	void countsEachConfidenceInItsBin() {
		for (double confidence : new double[] { 0.05, 0.1, 0.11, 0.94 }) {
			this.metrics.classified(PhotoFacts.of(1000, GREY), classification(Verdict.ANIMAL, confidence), LOGITS);
		}
		assertThat(histogram("animals_confidence").getClassicBuckets().stream().map(ClassicHistogramBucket::getCount))
			.containsExactly(2L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L);
	}

	@Test
	void countsEachContentProjectionInStandardUnits() {
		this.metrics.classified(PhotoFacts.of(1000, GREY), classification(Verdict.ANIMAL, 0.94), LOGITS);
		List<Projection> content = FOLDER.calibration().reference().content();
		assertThat(content).hasSize(ContentProjections.COUNT);
		for (int k = 0; k < content.size(); k++) {
			HistogramDataPointSnapshot histogram = histogram("animals_content", String.valueOf(k + 1));
			assertThat(histogram.getSum()).isCloseTo(content.get(k).standardised(0), within(1e-6));
			assertThat(histogram.getClassicBuckets().stream().map(ClassicHistogramBucket::getUpperBound))
				.startsWith(Projection.EDGES.toArray(Double[]::new))
				.endsWith(Double.POSITIVE_INFINITY);
		}
	}

	@Test
	void addsUpTheProbabilitiesThatAnswersAreRight() {
		this.metrics.classified(PhotoFacts.of(1000, GREY), classification(Verdict.ANIMAL, 0.9), LOGITS);
		this.metrics.classified(PhotoFacts.of(1000, GREY), classification(Verdict.ANIMAL, 0.5), LOGITS);
		assertThat(expected("right", "animal")).isCloseTo(1.4, within(1e-9));
		assertThat(expected("variance", "animal")).isCloseTo(0.9 * 0.1 + 0.5 * 0.5, within(1e-9));
	}

	@Test
	void expectsANegativeAnswerToBeRightUnlessThereIsAnAnimal() {
		this.metrics.classified(PhotoFacts.of(1000, GREY), classification(Verdict.NOT_ANIMAL, 0.1), LOGITS);
		assertThat(expected("right", "not_animal")).isCloseTo(0.01, within(1e-9));
		assertThat(expected("right", "animal")).isZero();
	}

	@Test
	void expectsNothingOfAnUnknownPhoto() {
		this.metrics.classified(PhotoFacts.of(1000, GREY), classification(Verdict.UNKNOWN, 0.9), LOGITS);
		assertThat(expected("right", "animal") + expected("right", "not_animal")).isZero();
	}

	@Test
	void exportsTheLatestConfidenceInPerCent() {
		this.metrics.classified(PhotoFacts.of(1000, GREY), classification(Verdict.ANIMAL, 0.94), LOGITS);
		assertThat(this.registry.get("latest.confidence.score").gauge().value()).isCloseTo(94, within(1e-9));
	}

	@Test
	void exportsNoConfidenceBeforeTheFirstPrediction() {
		assertThat(this.registry.get("latest.confidence.score").gauge().value()).isNaN();
	}

	@Test
	void exportsEveryReasonFromTheStart() {
		for (Reason reason : Reason.values()) {
			assertThat(rejections(reason)).isZero();
		}
	}

	@Test
	void countsRejectionsByReason() {
		this.metrics.rejected(Reason.TOO_LARGE);
		assertThat(rejections(Reason.TOO_LARGE)).isEqualTo(1);
		assertThat(rejections(Reason.EMPTY)).isZero();
	}

	@Test
	void countsFeedbackUnderTheModelThatPredicted() {
		this.metrics.judged(new Prediction("1", "lite2-1.2.0", "koala", "marsupial", 0.94, null), true);
		this.metrics.judged(new Prediction("2", "lite2-1.2.0", "koala", "marsupial", 0.31, null), false);
		assertThat(this.registry.get("animals.feedback")
			.tags("model", "lite2-1.2.0", "group", "marsupial", "right", "true", "bin", "1.0")
			.counter()
			.count()).isEqualTo(1);
		assertThat(this.registry.get("animals.feedback").tags("right", "false", "bin", "0.4").counter().count())
			.isEqualTo(1);
	}

	@Test
	void keepsTheNumberOfSeriesBounded() {
		for (int i = 0; i < 1000; i++) {
			this.metrics.classified(PhotoFacts.of(i, GREY), classification(Verdict.ANIMAL, i / 1000.0), LOGITS);
			this.metrics.judged(new Prediction("1", "lite0-1.2.0", "beagle", "dog", i / 1000.0, null), i % 2 == 0);
		}
		List<Meter> counters = this.registry.getMeters().stream().filter(Counter.class::isInstance).toList();
		assertThat(counters).hasSizeLessThan(100);
		assertThat(counters).flatExtracting((meter) -> meter.getId().getTags())
			.extracting(Tag::getKey)
			.containsOnly("model", "verdict", "group", "reason", "right", "bin");
	}

	private static Classification classification(Verdict verdict, double confidence) {
		return new Classification(verdict, List.of(new RankedLabel("beagle", "beagle", "dog", confidence)), 0.5, 12,
				0.99);
	}

	private double predictions(String verdict, String group) {
		return this.registry.get("animals.predictions").tags("verdict", verdict, "group", group).counter().count();
	}

	private double expected(String sum, String verdict) {
		return this.registry.get("animals.expected." + sum).tag("verdict", verdict).counter().count();
	}

	private double rejections(Reason reason) {
		return this.registry.get("animals.rejections").tag("reason", reason.toString()).counter().count();
	}

	private HistogramDataPointSnapshot histogram(String name) {
		return histograms(name).findFirst().orElseThrow();
	}

	private HistogramDataPointSnapshot histogram(String name, String projection) {
		return histograms(name).filter((histogram) -> projection.equals(histogram.getLabels().get("projection")))
			.findFirst()
			.orElseThrow();
	}

	private Stream<HistogramDataPointSnapshot> histograms(String name) {
		return this.prometheus.scrape(name::equals)
			.stream()
			.flatMap((snapshot) -> ((HistogramSnapshot) snapshot).getDataPoints().stream());
	}

}
