package dev.animals.benchmark;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.classification.Classification;
import dev.animals.classification.Classifier;
import dev.animals.classification.RankedLabel;
import dev.animals.event.Answer;
import dev.animals.event.AnswerOptions;
import dev.animals.event.ClassifyImage;
import dev.animals.event.Mode;
import dev.animals.event.Stage;
import dev.animals.event.Stages;
import dev.animals.feedback.Prediction;
import dev.animals.feedback.PredictionTokens;
import dev.animals.image.DecodedImage;
import dev.animals.metrics.PhotoFacts;
import dev.animals.metrics.PredictionMetrics;
import dev.animals.model.AnimalModel;
import dev.animals.photos.Photos;

/**
 * Measures the parts of a request other than decoding and prediction.
 */
@State(Scope.Benchmark)
public class RequestPartsBenchmark {

	private static final Logger logger = LoggerFactory.getLogger(RequestPartsBenchmark.class);

	@Param("koala.jpg")
	public String photo = "koala.jpg";

	private final MeasuredService service = new MeasuredService();

	private final Classifier classifier = this.service.bean(Classifier.class);

	private final PredictionTokens tokens = this.service.bean(PredictionTokens.class);

	private final PredictionMetrics metrics = this.service.bean(PredictionMetrics.class);

	private final Stages stages = this.service.bean(Stages.class);

	private final JsonMapper mapper = this.service.bean(JsonMapper.class);

	private byte[] bytes = {};

	private DecodedImage image = Inputs.decoded(this.photo);

	private final float[] logits = this.service.bean(AnimalModel.class).logits(this.image);

	private final Classification classification = this.classifier.classify(this.logits);

	private final Answer answer = new Answer(MeasuredService.ID, token(), false,
			this.classification.verdict().toString(),
			this.classification.ranking().subList(0, AnswerOptions.DEFAULT_TOP),
			new Answer.ModelVersion("lite0", "1.2.0", "int8"));

	@Setup
	public void read() {
		this.bytes = Photos.read(this.photo);
		this.image = Inputs.decoded(this.photo);
	}

	@Benchmark
	public Classification rank() {
		return this.classifier.classify(this.logits);
	}

	@Benchmark
	public final String token() {
		RankedLabel best = this.classification.best();
		return this.tokens.issue(new Prediction(MeasuredService.ID, "lite0-1.2.0-int8", best.label(), best.group(),
				best.confidence(), null));
	}

	@Benchmark
	public byte[] json() {
		return this.mapper.writeValueAsBytes(this.answer);
	}

	/** Writes the same line as {@link ClassifyImage}. */
	@Benchmark
	public void log() {
		logger.atInfo()
			.addKeyValue("prediction.id", MeasuredService.ID)
			.addKeyValue("prediction.verdict", this.classification.verdict())
			.addKeyValue("prediction.label", this.classification.best().label())
			.addKeyValue("prediction.confidence", this.classification.best().confidence())
			.addKeyValue("model.name", "lite0-1.2.0-int8")
			.log("Classified");
	}

	/**
	 * Runs the timers and spans of a request without any work inside.
	 * @return a number that keeps the JVM from removing the call
	 */
	@Benchmark
	public int observe() {
		return this.stages.measure(Stage.TOTAL, Mode.IMAGE, () -> this.stages.measure(Stage.DECODE, Mode.IMAGE, () -> 1)
				+ this.stages.measure(Stage.INFERENCE, Mode.IMAGE, () -> 1));
	}

	@Benchmark
	public void count() {
		this.metrics.classified(PhotoFacts.of(this.bytes.length, this.image), this.classification, this.logits);
	}

	/**
	 * Computes the key that a cache of answers would need for each request.
	 * @return the key
	 * @throws NoSuchAlgorithmException never, because every JDK has SHA-256
	 */
	@Benchmark
	public byte[] sha256() throws NoSuchAlgorithmException {
		return MessageDigest.getInstance("SHA-256").digest(this.bytes);
	}

	@TearDown
	public void close() {
		this.service.close();
	}

}
