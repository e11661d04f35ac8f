package dev.animals.release.deadletters;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeadLetterSinkTests {

	private static final int LARGEST = 1 << 20;

	private static final String PROBLEM = """
			{"type":"urn:animals:problem:not-an-image","title":"Not an image","detail":"SECRET""";

	private final ByteArrayOutputStream log = new ByteArrayOutputStream();

	private final HttpClient client = HttpClient.newHttpClient();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@SuppressWarnings("NullAway.Init")
	private DeadLetterSink sink;

	@BeforeEach
	void start() throws IOException {
		this.sink = DeadLetterSink.start(new SinkSettings(this.folder, Duration.ofDays(7), 10 * LARGEST, LARGEST),
				new TestClock(), new PrintStream(this.log, true, StandardCharsets.UTF_8));
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.sink.close();
	}

	@Test
	void returnsTheDataOfABinaryEvent() throws Exception {
		assertThat(send(binary(), Photos.koala()).statusCode()).isEqualTo(202);

		JsonNode event = events().required(0);
		assertThat(event.at("/attributes/id").asString()).isEqualTo("photo-1");
		assertThat(event.at("/attributes/datacontenttype").asString()).isEqualTo("image/jpeg");
		assertThat(event.at("/attributes/subject").asString()).isEqualTo("Bär + 1");
		HttpResponse<byte[]> data = read("/events/" + event.at("/key").asString() + "/data");
		assertThat(data.body()).isEqualTo(Photos.koala());
		assertThat(data.headers().firstValue("Content-Type")).contains("application/octet-stream");
		assertThat(data.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
	}

	@Test
	void returnsTheDataOfAStructuredEvent() throws Exception {
		assertThat(structured("\"data_base64\":\"" + Base64.getEncoder().encodeToString(Photos.koala()) + "\"")
			.statusCode()).isEqualTo(202);

		JsonNode event = events().required(0);
		assertThat(event.at("/attributes/id").asString()).isEqualTo("photo-2");
		assertThat(event.at("/attributes").propertyNames()).doesNotContain("data_base64");
		assertThat(read("/events/" + event.at("/key").asString() + "/data").body()).isEqualTo(Photos.koala());
	}

	@Test
	void returnsDataInJson() throws Exception {
		structured("\"data\":{\"label\":\"koala\"}");

		assertThat(read("/events/" + events().at("/0/key").asString() + "/data").body())
			.asString(StandardCharsets.UTF_8)
			.isEqualTo("{\"label\":\"koala\"}");
	}

	@Test
	void storesTheLargestPhotoInStructuredMode(@TempDir Path large) throws Exception {
		byte[] photo = new byte[16 << 20];
		new Random(1).nextBytes(photo);
		Path event = Files.writeString(large.resolve("event"), """
				{"data_base64":"%s","specversion":"1.0","id":"1","source":"/s","type":"t"}"""
			.formatted(Base64.getEncoder().encodeToString(photo)));

		Attributes attributes = StructuredEvent.read(event, large.resolve("data"));

		assertThat(attributes.get("id")).isEqualTo("1");
		assertThat(large.resolve("data")).hasBinaryContent(photo);
		assertThat(event).satisfies((file) -> assertThat(Files.size(file)).isLessThan(24 << 20));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"data_base64\":7", "\"data_base64\":\"%\"", "\"data\":" })
	void rejectsBrokenJson(String data) throws Exception {
		assertThat(structured(data).statusCode()).isEqualTo(400);
		assertThat(events()).isEmpty();
	}

	@Test
	void listsTheNewestEventsFirst() throws Exception {
		for (String id : new String[] { "a", "b", "c" }) {
			send(with("ce-id", id), new byte[1]);
		}

		assertThat(events().findValuesAsString("id")).containsExactly("c", "b", "a");
		JsonNode older = Attributes.MAPPER.readTree(read("/events?before=" + events().at("/1/key").asString()).body());
		assertThat(older.findValuesAsString("id")).containsExactly("a");
	}

	@Test
	void logsNoData() throws Exception {
		byte[] photo = Photos.koala();
		send(with("ce-knativeerrordata", PROBLEM), photo);
		structured("\"data_base64\":\"" + Base64.getEncoder().encodeToString(photo) + "\"");
		structured("\"data\":{\"SECRET\":1}");
		structured("\"data\":SECRET");

		assertThat(log())
			.contains("id=photo-1 source=/camera/7 type=com.example.photo knativeerrorcode=422 "
					+ "reason=not-an-image\n")
			.contains("id=photo-2")
			.doesNotContain("SECRET", "JFIF", Base64.getEncoder().encodeToString(photo).substring(0, 20));
		assertThat(log().lines()).hasSize(3);
	}

	@Test
	void hostileAttributesNeitherBreakALineNorNameAFile() throws Exception {
		send(with("ce-id", "..%2F..%2Fetc%0AStored the dead letter%1B[31m"), new byte[1]);
		send(with("ce-source", "x".repeat(5000)), new byte[1]);
		send(with("ce-subject", "%zz"), new byte[1]);

		assertThat(log().lines()).hasSize(3).allSatisfy((line) -> assertThat(line).hasSizeLessThan(500));
		assertThat(log()).contains("id=../../etc?Stored?the?dead?letter?[31m ");
		try (Stream<Path> files = Files.list(this.folder)) {
			assertThat(files)
				.allSatisfy((file) -> assertThat(file.getFileName().toString()).matches("\\d+\\.(json|data)"));
		}
	}

	@Test
	void countsEventsByReason() throws Exception {
		send(with("ce-knativeerrordata", PROBLEM), new byte[1]);
		send(with("ce-knativeerrordata",
				Base64.getEncoder().encodeToString(PROBLEM.getBytes(StandardCharsets.UTF_8)).substring(0, 90)),
				new byte[1]);
		send(with("ce-knativeerrordata", "upstream request timeout"), new byte[1]);
		send(binary(), new byte[1]);

		assertThat(metrics()).contains("animals_dead_letters_total{reason=\"not-an-image\"} 2.0",
				"animals_dead_letters_total{reason=\"other\"} 1.0", "animals_dead_letters_total{reason=\"none\"} 1.0",
				"animals_dead_letters_stored 4.0", "animals_dead_letters_stored_bytes 32768.0",
				"animals_dead_letters_deleted_total 0.0");
	}

	@Test
	void senderCannotInventManyReasons() throws Exception {
		for (int number = 0; number < 100; number++) {
			send(with("ce-knativeerrordata", "{\"type\":\"urn:animals:problem:forged-%d\"}".formatted(number)),
					new byte[1]);
		}

		assertThat(metrics().lines().filter((line) -> line.startsWith("animals_dead_letters_total"))).hasSize(65);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ce-id", "ce-source", "ce-type", "ce-specversion" })
	void rejectsAnEventWithoutARequiredAttribute(String header) throws Exception {
		assertThat(send(with(header, ""), new byte[1]).statusCode()).isEqualTo(400);
		assertThat(events()).isEmpty();
	}

	@Test
	void rejectsAnEventThatIsTooLarge() throws Exception {
		assertThat(send(binary(), new byte[LARGEST]).statusCode()).isEqualTo(202);
		assertThat(send(binary(), new byte[LARGEST + 1]).statusCode()).isEqualTo(413);
		assertThat(send(with("ce-x", "x".repeat(70_000)), new byte[1]).statusCode()).isEqualTo(400);
		assertThat(events()).hasSize(1);
	}

	@Test
	void rejectsLongAttributesInStructuredMode() throws Exception {
		HttpResponse<String> answer = structured("\"x\":\"" + "x".repeat(70_000) + "\"");

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).isEqualTo("The attributes of the event have more than 65536 bytes.\n");
	}

	@Test
	void rejectsABatch() throws Exception {
		assertThat(send(with("Content-Type", "application/cloudevents-batch+json"), new byte[1]).statusCode())
			.isEqualTo(415);
	}

	/** Photos are only returned on the port that other pods cannot reach. */
	@Test
	void theReceivingPortReturnsNoEvents() throws Exception {
		send(binary(), Photos.koala());

		String key = events().at("/0/key").asString();
		for (String path : new String[] { "/events", "/events/" + key + "/data" }) {
			assertThat(get(this.sink.receiver().getPort(), path).statusCode()).isEqualTo(405);
		}
	}

	@Test
	void theReadingPortIsOnlyOnTheLoopbackInterface() throws Exception {
		assertThat(this.sink.reading().getAddress().isLoopbackAddress()).isTrue();
		InetAddress other = NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter((address) -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
			.findFirst()
			.orElseThrow();
		try (Socket socket = new Socket()) {
			assertThatThrownBy(() -> socket.connect(new InetSocketAddress(other, this.sink.reading().getPort()), 5000))
				.isInstanceOf(ConnectException.class);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/events/1/data", "/events/..%2F1/data", "/events?before=x", "/events/1.json" })
	void returnsNothingElse(String path) throws Exception {
		assertThat(read(path).statusCode()).isEqualTo(404);
	}

	@Test
	void isHealthyWhileTheFolderExists() throws Exception {
		assertThat(get(this.sink.receiver().getPort(), "/healthz").statusCode()).isEqualTo(200);
		Files.delete(this.folder);
		assertThat(get(this.sink.receiver().getPort(), "/healthz").statusCode()).isEqualTo(503);
		assertThat(send(binary(), new byte[1]).statusCode()).isEqualTo(503);
	}

	private static Map<String, String> binary() {
		return Map.of("ce-specversion", "1.0", "ce-id", "photo-1", "ce-source", "/camera/7", "ce-type",
				"com.example.photo", "ce-knativeerrorcode", "422", "ce-subject", "B%C3%A4r%20+ 1", "Content-Type",
				"image/jpeg");
	}

	private static Map<String, String> with(String header, String value) {
		Map<String, String> headers = new TreeMap<>(binary());
		headers.put(header, value);
		return headers;
	}

	private HttpResponse<String> structured(String data) throws IOException, InterruptedException {
		return send(Map.of("Content-Type", "application/cloudevents+json; charset=utf-8"),
				"""
						{"specversion":"1.0","id":"photo-2","source":"/camera/7","type":"com.example.photo",%s}"""
					.formatted(data)
					.getBytes(StandardCharsets.UTF_8));
	}

	private HttpResponse<String> send(Map<String, String> headers, byte[] data)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(address(this.sink.receiver().getPort(), "/"))
			.timeout(Duration.ofMinutes(1))
			.POST(BodyPublishers.ofByteArray(data));
		headers.forEach(request::header);
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	private JsonNode events() throws IOException, InterruptedException {
		return Attributes.MAPPER.readTree(read("/events").body());
	}

	private HttpResponse<byte[]> read(String path) throws IOException, InterruptedException {
		return get(this.sink.reading().getPort(), path);
	}

	private String metrics() throws IOException, InterruptedException {
		return new String(get(this.sink.metricsPort(), "/metrics").body(), StandardCharsets.UTF_8);
	}

	private HttpResponse<byte[]> get(int port, String path) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(address(port, path)).timeout(Duration.ofMinutes(1)).build(),
				BodyHandlers.ofByteArray());
	}

	private static URI address(int port, String path) {
		return URI.create("http://127.0.0.1:" + port + path);
	}

	private String log() {
		return this.log.toString(StandardCharsets.UTF_8);
	}

}
