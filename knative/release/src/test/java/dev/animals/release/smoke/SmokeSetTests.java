package dev.animals.release.smoke;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.animals.photos.LabelledPhoto;
import dev.animals.photos.Photos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class SmokeSetTests {

	private static final LabelledPhoto KOALA = shipped("koala.jpg");

	private static final LabelledPhoto WEBP = shipped("photo.webp");

	private static final List<LabelledPhoto> PHOTOS = List.of(KOALA,
			new LabelledPhoto(WEBP.name(), List.of(LabelledPhoto.ANIMAL), WEBP.location()));

	private static LabelledPhoto shipped(String name) {
		return Photos.shipped().stream().filter((photo) -> photo.name().equals(name)).findFirst().orElseThrow();
	}

	/**
	 * The label that each revision answers. The fake server distinguishes them by host.
	 */
	private final Map<String, String> labels = new HashMap<>(Map.of("stable", "koala", "candidate", "koala"));

	private final Map<String, Integer> statuses = new HashMap<>();

	@SuppressWarnings("NullAway.Init")
	private HttpServer server;

	private int failures;

	private final List<String> types = new ArrayList<>();

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/classify", (exchange) -> {
			exchange.getRequestBody().readAllBytes();
			this.types.add(exchange.getRequestHeaders().getFirst("Content-Type"));
			String tag = exchange.getRequestHeaders().getFirst("Host").startsWith("localhost") ? "candidate" : "stable";
			String body = """
					{"verdict": "animal", "top": [{"label": "%s", "group": "marsupial", "confidence": 0.9}]}"""
				.formatted(this.labels.get(tag));
			int status = (this.failures-- > 0) ? 503 : this.statuses.getOrDefault(tag, 200);
			exchange.sendResponseHeaders(status, body.length());
			exchange.getResponseBody().write(body.getBytes(UTF_8));
			exchange.close();
		});
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	private SmokeResult run() throws InterruptedException {
		int port = this.server.getAddress().getPort();
		return new SmokeSet(PHOTOS, List.of(PhotoMode.PLAIN), Optional.empty())
			.run(Map.of("stable", "http://127.0.0.1:" + port, "candidate", "http://localhost:" + port));
	}

	@Test
	void comparesBothAnswersToEachPhoto() throws InterruptedException {
		SmokeResult result = run();
		assertThat(result.unproven()).isEmpty();
		assertThat(result.mistakes()).isEmpty();
		assertThat(result.sentence())
			.isEqualTo("2 photos to both: right 1 (candidate) and 1 (stable) of 1 with a label; the same answer to 2.");
	}

	@Test
	void findsMistakesThatOnlyTheCandidateMakes() throws InterruptedException {
		this.labels.put("candidate", "airship");
		assertThat(run().mistakes()).containsExactly("koala.jpg is koala and not airship");
	}

	/** The server rejects everything that is not the declared type of a mode. */
	@Test
	void sendsEachPhotoInEveryMode() throws InterruptedException {
		int port = this.server.getAddress().getPort();
		SmokeResult result = new SmokeSet(List.of(KOALA), List.of(PhotoMode.values()), Optional.empty())
			.run(Map.of("stable", "http://127.0.0.1:" + port, "candidate", "http://localhost:" + port));
		assertThat(result.answers()).extracting(PhotoAnswers::title)
			.containsExactly("koala.jpg", "koala.jpg (form)", "koala.jpg (binary)", "koala.jpg (structured)",
					"koala.jpg (batch)");
		assertThat(this.types).contains("application/cloudevents+json", "application/cloudevents-batch+json",
				"multipart/form-data; boundary=photo", "application/octet-stream");
	}

	@Test
	void findsEvidenceThatTheCandidateIsWrongMoreOften() {
		assertThat(paired(11, 0)).isGreaterThan(100);
		assertThat(paired(5, 5)).isLessThan(2);
		assertThat(paired(0, 11)).isLessThanOrEqualTo(1);
	}

	/** The evidence of photos that only one of the two got wrong. */
	private static double paired(int candidate, int stable) {
		SmokeAnswer koala = new SmokeAnswer("koala", "marsupial", 0.9, 50, "", false);
		SmokeAnswer airship = new SmokeAnswer("airship", "not_animal", 0.9, 50, "", false);
		return new SmokeResult(IntStream.range(0, candidate + stable)
			.mapToObj((photo) -> new PhotoAnswers(photo + ".jpg", PhotoMode.PLAIN, Set.of("koala"),
					(photo < candidate) ? koala : airship, (photo < candidate) ? airship : koala, ""))
			.toList()).evidence();
	}

	@Test
	void countsACandidateThatDoesNotAnswer() throws InterruptedException {
		this.statuses.put("candidate", 500);
		assertThat(run().mistakes()).containsExactly("koala.jpg: status 500", "photo.webp: status 500");
	}

	@Test
	void provesNothingIfTheIngressIsUnreachable() throws Exception {
		int closed;
		try (ServerSocket socket = new ServerSocket(0)) {
			closed = socket.getLocalPort();
		}
		SmokeResult result = new SmokeSet(PHOTOS, List.of(PhotoMode.PLAIN), Optional.of("127.0.0.1:" + closed))
			.run(Map.of("stable", "http://stable.example", "candidate", "http://candidate.example"));
		assertThat(result.unproven()).contains("stable did not answer to koala.jpg").contains("127.0.0.1:" + closed);
	}

	@Test
	void provesNothingIfStableFails() throws InterruptedException {
		this.statuses.put("stable", 503);
		assertThat(run().unproven()).contains("status 503");
	}

	@Test
	void provesNothingIfStableRejectsEveryPhoto() throws InterruptedException {
		this.statuses.put("stable", 415);
		assertThat(run().unproven()).contains("stable rejected every photo");
	}

	@Test
	void provesNothingIfStableIsWrongAboutEveryPhoto() throws InterruptedException {
		this.labels.put("stable", "airship");
		assertThat(run().unproven()).contains("stable was wrong about every photo");
	}

	@Test
	void asksStableAgainAfterOneLostRequest() throws InterruptedException {
		this.failures = 1;
		assertThat(run().unproven()).isEmpty();
	}

}
