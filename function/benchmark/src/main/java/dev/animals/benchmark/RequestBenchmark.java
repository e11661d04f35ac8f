package dev.animals.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import dev.animals.AnimalsApplication;
import dev.animals.classification.Classification;
import dev.animals.classification.Classifier;
import dev.animals.classification.RankedLabel;
import dev.animals.event.Answer;
import dev.animals.event.ClassifyImage;
import dev.animals.event.Mode;
import dev.animals.event.Stage;
import dev.animals.event.Stages;
import dev.animals.feedback.Prediction;
import dev.animals.feedback.PredictionTokens;
import dev.animals.image.DecodedImage;
import dev.animals.metrics.PredictionMetrics;
import dev.animals.model.AnimalModel;
import dev.animals.photos.Photos;

/**
 * A whole request, in the whole service as it is configured, and each part of one that is
 * neither decoding nor the network.
 */
@State(Scope.Benchmark)
public class RequestBenchmark {

	private static final String ID = "00000000-0000-0000-0000-000000000000";

	private static final Logger logger = LoggerFactory.getLogger(RequestBenchmark.class);

	@Param("koala.jpg")
	public String photo = "koala.jpg";

	private final ConfigurableApplicationContext service;

	private final ClassifyImage classifyImage;

	private final Classifier classifier;

	private final PredictionTokens tokens;

	private final PredictionMetrics metrics;

	private final Stages stages;

	private final JsonMapper mapper;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI address;

	private final KeepAliveConnection connection;

	private byte[] bytes = {};

	private byte[] noPicture = {};

	private DecodedImage image;

	private final float[] logits;

	private final Classification classification;

	private final Answer answer;

	public RequestBenchmark() {
		discardOutput();
		this.service = SpringApplication.run(AnimalsApplication.class, "--server.port=0", "--management.server.port=0",
				"--animals.model.directory=" + Inputs.MODEL);
		this.classifyImage = this.service.getBean(ClassifyImage.class);
		this.classifier = this.service.getBean(Classifier.class);
		this.tokens = this.service.getBean(PredictionTokens.class);
		this.metrics = this.service.getBean(PredictionMetrics.class);
		this.stages = this.service.getBean(Stages.class);
		this.mapper = this.service.getBean(JsonMapper.class);
		int port = this.service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		this.address = URI.create("http://127.0.0.1:" + port + "/classify");
		this.connection = new KeepAliveConnection(port);
		this.image = Inputs.decoded(this.photo);
		this.logits = this.service.getBean(AnimalModel.class).logits(this.image);
		this.classification = this.classifier.classify(this.logits);
		this.answer = new Answer(ID, token(this.tokens, this.classification), this.classification.verdict().toString(),
				this.classification.ranking().subList(0, ClassifyImage.DEFAULT_TOP),
				new Answer.ModelVersion("lite0", "1.0.0"));
	}

	/** Log lines are made and written as in production, but not into the table. */
	private static void discardOutput() {
		try {
			System.setOut(new PrintStream("/dev/null", StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Setup
	public void read() {
		this.bytes = Photos.read(this.photo);
		this.image = Inputs.decoded(this.photo);
		this.noPicture = new byte[this.bytes.length];
	}

	/**
	 * The function itself.
	 * @return the answer
	 */
	@Benchmark
	public Answer inProcess() {
		CloudEvent event = CloudEventBuilder.v1()
			.withId(ID)
			.withSource(URI.create("/benchmark"))
			.withType("benchmark")
			.withData(this.bytes)
			.build();
		return this.classifyImage.classify(event, ClassifyImage.DEFAULT_TOP, Mode.IMAGE);
	}

	/**
	 * The service through the JDK's HTTP client, whose own time and memory are in it.
	 * @return the answer
	 * @throws IOException if it fails
	 * @throws InterruptedException never
	 */
	@Benchmark
	public byte[] throughHttpClient() throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(this.address)
			.header("Content-Type", "image/jpeg")
			.POST(HttpRequest.BodyPublishers.ofByteArray(this.bytes))
			.build();
		HttpResponse<byte[]> response = this.client.send(request, HttpResponse.BodyHandlers.ofByteArray());
		require(200, response.statusCode());
		return response.body();
	}

	/**
	 * The service through a bare socket, which takes next to nothing itself.
	 * @throws IOException if it fails
	 */
	@Benchmark
	public void throughSocket() throws IOException {
		require(200, this.connection.post("/classify", "image/jpeg", this.bytes));
	}

	/**
	 * The same way for a body that is refused at its first bytes: all of a request but
	 * its work.
	 * @throws IOException if it fails
	 */
	@Benchmark
	public void withoutWork() throws IOException {
		require(422, this.connection.post("/classify", "image/jpeg", this.noPicture));
	}

	private static void require(int expected, int status) {
		if (status != expected) {
			throw new IllegalStateException("status " + status + ", not " + expected);
		}
	}

	@Benchmark
	public Classification rank() {
		return this.classifier.classify(this.logits);
	}

	@Benchmark
	public String token() {
		return token(this.tokens, this.classification);
	}

	private static String token(PredictionTokens tokens, Classification classification) {
		RankedLabel best = classification.best();
		return tokens.issue(new Prediction(ID, "lite0-1.0.0", best.label(), best.group(), best.confidence()));
	}

	@Benchmark
	public byte[] json() {
		return this.mapper.writeValueAsBytes(this.answer);
	}

	/** The same line as {@link ClassifyImage}'s. */
	@Benchmark
	public void log() {
		logger.atInfo()
			.addKeyValue("prediction.id", ID)
			.addKeyValue("prediction.verdict", this.classification.verdict())
			.addKeyValue("prediction.label", this.classification.best().label())
			.addKeyValue("prediction.confidence", this.classification.best().confidence())
			.addKeyValue("model.name", "lite0-1.0.0")
			.log("Classified");
	}

	/**
	 * The timers and spans of a request, around no work.
	 * @return nothing of use
	 */
	@Benchmark
	public int observe() {
		return this.stages.measure(Stage.TOTAL, Mode.IMAGE, () -> this.stages.measure(Stage.DECODE, Mode.IMAGE, () -> 1)
				+ this.stages.measure(Stage.INFERENCE, Mode.IMAGE, () -> 1));
	}

	@Benchmark
	public void count() {
		this.metrics.classified(this.bytes.length, this.image, this.classification);
	}

	/**
	 * What a cache by content would cost each request.
	 * @return the key
	 * @throws NoSuchAlgorithmException never
	 */
	@Benchmark
	public byte[] sha256() throws NoSuchAlgorithmException {
		return MessageDigest.getInstance("SHA-256").digest(this.bytes);
	}

	@TearDown
	public void close() throws IOException {
		this.connection.close();
		this.client.close();
		this.service.close();
	}

}
