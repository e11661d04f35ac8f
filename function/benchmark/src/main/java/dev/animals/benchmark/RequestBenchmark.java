package dev.animals.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import dev.animals.event.Answer;
import dev.animals.event.AnswerOptions;
import dev.animals.event.ClassifyImage;
import dev.animals.event.Mode;
import dev.animals.photos.Photos;

/**
 * Measures whole requests to the whole service, with and without HTTP.
 */
@State(Scope.Benchmark)
public class RequestBenchmark {

	@Param("koala.jpg")
	public String photo = "koala.jpg";

	private final MeasuredService service = new MeasuredService();

	private final ClassifyImage classifyImage = this.service.bean(ClassifyImage.class);

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI address = URI.create("http://127.0.0.1:" + this.service.port() + "/classify");

	private final KeepAliveConnection connection = new KeepAliveConnection(this.service.port());

	private byte[] bytes = {};

	private byte[] notAPhoto = {};

	@Setup
	public void read() {
		this.bytes = Photos.read(this.photo);
		this.notAPhoto = new byte[this.bytes.length];
	}

	/**
	 * Calls the function without HTTP.
	 * @return the answer
	 */
	@Benchmark
	public Answer inProcess() {
		CloudEvent event = CloudEventBuilder.v1()
			.withId(MeasuredService.ID)
			.withSource(URI.create("/benchmark"))
			.withType("benchmark")
			.withData(this.bytes)
			.build();
		return this.classifyImage.classify(event, AnswerOptions.DEFAULT, Mode.IMAGE);
	}

	/**
	 * Uses the JDK's HTTP client, whose own time and memory are part of the measurement.
	 * @return the answer
	 * @throws IOException if the request fails
	 * @throws InterruptedException if this thread is interrupted
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
	 * Uses a bare socket, which needs almost no time and memory itself.
	 * @throws IOException if the request fails
	 */
	@Benchmark
	public void throughSocket() throws IOException {
		require(200, this.connection.post("/classify", "image/jpeg", this.bytes));
	}

	/**
	 * Sends a body that the service rejects because of its first bytes, so it measures a
	 * request without decoding and prediction.
	 * @throws IOException if the request fails
	 */
	@Benchmark
	public void withoutWork() throws IOException {
		require(422, this.connection.post("/classify", "image/jpeg", this.notAPhoto));
	}

	private static void require(int expected, int status) {
		if (status != expected) {
			throw new IllegalStateException("Expected status %d, got %d.".formatted(expected, status));
		}
	}

	@TearDown
	public void close() throws IOException {
		this.connection.close();
		this.client.close();
		this.service.close();
	}

}
