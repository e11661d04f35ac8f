package dev.animals.event;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.unit.DataSize;

import dev.animals.classification.Calibration;
import dev.animals.classification.Classifier;
import dev.animals.classification.Subject;
import dev.animals.feedback.FairSample;
import dev.animals.feedback.FeedbackSettings;
import dev.animals.feedback.Prediction;
import dev.animals.feedback.PredictionTokens;
import dev.animals.hardexamples.HardExampleSettings;
import dev.animals.hardexamples.HardExamples;
import dev.animals.image.DecodedImage;
import dev.animals.image.ImageDecoder;
import dev.animals.image.ImageLimits;
import dev.animals.metrics.PredictionMetrics;
import dev.animals.model.ActivationMaps;
import dev.animals.model.AnimalModel;
import dev.animals.model.ModelFolder;
import dev.animals.photos.Photos;
import dev.animals.vocabulary.Vocabulary;

/**
 * Both functions with all their real parts except the network. The fake network
 * recognises a koala in every image. The tests in the package {@code http} use the real
 * network.
 */
final class FunctionFixture {

	private static final ModelFolder FOLDER = ModelFolder.open(Path.of("model/lite0"));

	static final int KOALA = 105;

	private static final FeedbackSettings FEEDBACK = new FeedbackSettings("a-key-for-tests-a-key-for-tests-!", null,
			Duration.ofDays(30), Duration.ofDays(7), 10, "");

	private static final HardExamples NO_EXAMPLES = new HardExamples(
			new HardExampleSettings(0, 0.5, DataSize.ofMegabytes(1), null), Clock.systemUTC(),
			new SimpleMeterRegistry());

	final ModelFolder folder = FOLDER;

	final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	final JsonMapper mapper = new JsonMapper();

	final PredictionTokens tokens = new PredictionTokens(FEEDBACK, Clock.systemUTC(), "");

	/** Draws this number; 0 chooses an answer for a request for feedback. */
	int drawn = 1;

	final FairSample fairSample = new FairSample(FEEDBACK, new RandomGenerator() {

		@Override
		public int nextInt(int bound) {
			return FunctionFixture.this.drawn;
		}

		@Override
		public long nextLong() {
			throw new UnsupportedOperationException();
		}

	});

	final PredictionMetrics metrics = new PredictionMetrics(this.registry, new PrometheusRegistry(), this.folder);

	final Rejections rejections = new Rejections(this.metrics);

	final Replies replies = new Replies(this.rejections, this.mapper, Clock.systemUTC());

	final ClassifyImage classifyImage = new ClassifyImage(new ImageDecoder(ImageLimits.defaults()), new KoalaModel(),
			this.folder, new Classifier(this.folder.labels(), new Calibration(1, 0.3, 0.1, 0.0)),
			new Answers(this.folder, this.tokens, this.fairSample, this.metrics, NO_EXAMPLES),
			new Stages(this.registry, Tracer.NOOP), this.metrics, this.replies);

	final RecordFeedback recordFeedback = new RecordFeedback(Vocabulary.of(this.folder.labels(), Subject.ANIMAL),
			this.tokens, this.metrics, this.rejections, this.mapper);

	/** Returns a token that was issued some time ago. */
	static String issued(Prediction prediction, Duration ago) {
		return new PredictionTokens(FEEDBACK, Clock.offset(Clock.systemUTC(), ago.negated()), "").issue(prediction);
	}

	static CloudEventBuilder koala() {
		return CloudEventBuilder.v1()
			.withId("photo-1")
			.withSource(URI.create("/camera/7"))
			.withType("com.example.photo.taken")
			.withData("image/jpeg", Photos.koala());
	}

	static CloudEvent with(String type, byte[] data) {
		return CloudEventBuilder.v1(koala().build()).withData(type, data).build();
	}

	private static final class KoalaModel implements AnimalModel {

		@Override
		public float[] logits(DecodedImage image) {
			float[] logits = new float[1000];
			logits[KOALA] = 12;
			return logits;
		}

		@Override
		public ActivationMaps activationMaps(DecodedImage image) {
			float[] maps = new float[4 * 1000];
			maps[4 * KOALA + 3] = 48;
			return new ActivationMaps(logits(image), maps, 2, 2);
		}

		@Override
		public void close() {
		}

	}

}
