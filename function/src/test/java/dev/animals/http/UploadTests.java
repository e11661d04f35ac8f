package dev.animals.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Uploads that are slow, or that are large and arrive at the same time.
 */
@ServiceTest
@TestPropertySource(properties = { "animals.http.upload=1s", "server.tomcat.connection-timeout=1s",
		"animals.http.bodies=4MB", "animals.http.body=2MB" })
@DirtiesContext
class UploadTests {

	/** RFC 1952: the flag FNAME says that a name follows, which ends with a zero. */
	private static final byte[] GZIP_WITH_NAME = { 0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0 };

	private final int port;

	private final Service service;

	private final Metrics metrics;

	UploadTests(@LocalServerPort int port, @LocalManagementPort int managementPort) {
		this.port = port;
		this.service = new Service(port);
		this.metrics = new Metrics(new Service(managementPort));
	}

	@Test
	@Timeout(20)
	void rejectsAnUploadThatIsTooSlow() throws IOException {
		double before = count();
		try (Socket socket = this.service.startUpload(100_000)) {
			OutputStream out = socket.getOutputStream();
			await().pollInterval(Duration.ofMillis(100)).until(() -> {
				out.write(1);
				out.flush();
				return socket.getInputStream().available() > 0;
			});
			assertSlow(socket, before);
		}
		assertAnswers();
	}

	@Test
	@Timeout(20)
	void rejectsAnUploadThatStalls() throws IOException {
		double before = count();
		try (Socket socket = this.service.startUpload(100_000)) {
			assertSlow(socket, before);
		}
		assertAnswers();
	}

	/** Compressed bodies that never decode to a byte. */
	static Stream<Arguments> endlessBodies() {
		byte[] emptyBlock = { 0, 0, 0, -1, -1 };
		return Stream.of(
				argumentSet("a gzip header whose file name has no end", "gzip", GZIP_WITH_NAME, new byte[] { 'a' }),
				argumentSet("empty blocks of deflate", "deflate", new byte[] { 0x78, (byte) 0x9c }, emptyBlock));
	}

	@ParameterizedTest
	@MethodSource("endlessBodies")
	@Timeout(20)
	void rejectsASlowUploadThatDecodesToNothing(String coding, byte[] start, byte[] more) throws IOException {
		double before = count();
		try (Socket socket = this.service.startChunks(coding)) {
			sendChunk(socket, start);
			await().pollInterval(Duration.ofMillis(100)).until(() -> {
				sendChunk(socket, more);
				return socket.getInputStream().available() > 0;
			});
			assertSlow(socket, before);
		}
		assertAnswers();
	}

	@ParameterizedTest
	@MethodSource("endlessBodies")
	@Timeout(20)
	void rejectsALargeUploadThatDecodesToNothing(String coding, byte[] start, byte[] more) throws IOException {
		ByteBuffer chunk = ByteBuffer.allocate(200_000);
		while (chunk.hasRemaining()) {
			chunk.put(more);
		}
		try (Socket socket = this.service.startChunks(coding)) {
			sendChunk(socket, start);
			for (int i = 0; i < 11; i++) {
				sendChunk(socket, chunk.array());
			}
			socket.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.startsWith("HTTP/1.1 413")
				.contains("urn:animals:problem:too-large");
		}
		assertAnswers();
	}

	private static void sendChunk(Socket socket, byte[] bytes) throws IOException {
		OutputStream out = socket.getOutputStream();
		out.write("%x\r\n".formatted(bytes.length).getBytes(StandardCharsets.US_ASCII));
		out.write(bytes);
		out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
		out.flush();
	}

	/** Clients of the Open Inference Protocol read errors of another form. */
	@Test
	@Timeout(20)
	void rejectsAnInferenceThatStalls() throws IOException {
		double before = count();
		try (Socket socket = this.service.startUpload(Tensors.INFER, "image/jpeg", 100_000)) {
			String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(response).startsWith("HTTP/1.1 408")
				.contains("Content-Type: application/json\r\n", "{\"error\":", "urn:animals:problem:slow-upload");
		}
		assertThat(count()).isEqualTo(before + 1);
		assertAnswers();
	}

	@Test
	@Timeout(20)
	void doesNotPermitABodyOverTheLimitToBeSent() throws IOException {
		for (int i = 0; i < 5; i++) {
			assertThat(answerBeforeTheBody(2_100_000)).startsWith("HTTP/1.1 413")
				.contains("urn:animals:problem:too-large");
		}
		assertThat(answerBeforeTheBody(2_000_000)).startsWith("HTTP/1.1 100");
		assertAnswers();
	}

	/** Returns what the service sends to a sender that waits for permission. */
	private String answerBeforeTheBody(int length) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			String head = "POST /classify HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: "
					+ length + "\r\n\r\n";
			socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
			byte[] answer = new byte[2000];
			return new String(answer, 0, socket.getInputStream().read(answer), StandardCharsets.UTF_8);
		}
	}

	@Test
	@Timeout(20)
	void reservesNoMemoryForBytesThatAreOnlyAnnounced() throws IOException {
		List<Socket> sockets = new ArrayList<>();
		try {
			for (int i = 0; i < 3; i++) {
				sockets.add(this.service.startUpload(2_000_000));
			}
			assertAnswers();
		}
		finally {
			for (Socket socket : sockets) {
				socket.close();
			}
		}
	}

	@Test
	@Timeout(20)
	void rejectsBodiesThatTogetherNeedTooMuchMemory() throws IOException {
		List<Socket> sockets = new ArrayList<>();
		try {
			for (int i = 0; i < 2; i++) {
				Socket socket = this.service.startUpload(2_000_000);
				sockets.add(socket);
				socket.getOutputStream().write(new byte[1 << 20]);
				socket.getOutputStream().flush();
			}
			// The service may need a moment to read the bodies.
			await().untilAsserted(
					() -> assertThat(this.service.post("/classify", new byte[2_000_000]).statusCode()).isEqualTo(503));
		}
		finally {
			for (Socket socket : sockets) {
				socket.close();
			}
		}
		assertAnswers();
	}

	@Test
	@Timeout(20)
	void batchesAndInferencesTakeAtMostHalfOfTheMemory() throws IOException {
		byte[] batch = Messages.batch(Messages.event("image/jpeg", new byte[100_000]));
		try (Socket _ = this.service.startUpload("/classify", Messages.BATCH, 1_900_000)) {
			await().untilAsserted(
					() -> assertThat(this.service.post("/classify", batch, "Content-Type", Messages.BATCH).statusCode())
						.isEqualTo(503));
			assertThat(this.service.post(Tensors.INFER, new byte[200_000]).statusCode()).isEqualTo(503);
			assertThat(this.service.post("/classify", new byte[1_000_000]).statusCode()).isEqualTo(422);
			assertAnswers();
		}
		await().untilAsserted(
				() -> assertThat(this.service.post("/classify", batch, "Content-Type", Messages.BATCH).statusCode())
					.isEqualTo(200));
	}

	/**
	 * queue-proxy reuses connections, and answers 502 if a connection is closed while it
	 * sends the next request.
	 */
	@Test
	@Timeout(20)
	void keepsAnIdleConnectionLongerThanABodyMayStall() throws IOException {
		String request = "GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: %s\r\n\r\n";
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.getOutputStream().write(request.formatted("keep-alive").getBytes(StandardCharsets.US_ASCII));
			await().pollDelay(Duration.ofSeconds(3)).untilAsserted(() -> {
				socket.getOutputStream().write(request.formatted("close").getBytes(StandardCharsets.US_ASCII));
				assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
					.containsSubsequence("HTTP/1.1 200", "HTTP/1.1 200");
			});
		}
	}

	@Test
	@Timeout(60)
	void releasesTheMemoryOfSendersThatDisconnect() throws IOException {
		for (int i = 0; i < 20; i++) {
			try (Socket socket = this.service.startUpload(2_000_000)) {
				socket.getOutputStream().write(new byte[1 << 20]);
				socket.setSoLinger(true, 0);
			}
		}
		await().untilAsserted(this::assertAnswers);
		await().untilAsserted(
				() -> assertThat(this.service.post("/classify", new byte[2_000_000]).statusCode()).isEqualTo(422));
	}

	private void assertSlow(Socket socket, double before) throws IOException {
		String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(response).startsWith("HTTP/1.1 408")
			.contains("Content-Type: application/problem+json")
			.contains("urn:animals:problem:slow-upload");
		assertThat(count()).isEqualTo(before + 1);
	}

	private double count() {
		return this.metrics.sum("animals_rejections_total", "reason=\"slow-upload\"");
	}

	private void assertAnswers() {
		assertThat(this.service.post("/classify", Photos.koala()).statusCode()).isEqualTo(200);
	}

}
