package dev.animals.container;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BaseImageTests {

	/** The first byte of a TLS connection. */
	private static final int HANDSHAKE = 0x16;

	@Test
	void isTakenAsItIsIfItHasADigestOrIsAFile() throws InterruptedException {
		assertThat(BaseImage.resolve("registry.example/base@sha256:12", false))
			.isEqualTo(new BaseImage("registry.example/base@sha256:12", "sha256:12"));
		assertThat(BaseImage.resolve("tar:///tmp/base.tar", false)).isEqualTo(new BaseImage("tar:///tmp/base.tar", ""));
	}

	@Test
	void needsTheNameOfItsRegistry() {
		assertThatExceptionOfType(CannotAssembleException.class).isThrownBy(() -> BaseImage.resolve("debian", false))
			.withMessageContaining("needs its registry")
			.withMessageContaining("debian");
	}

	@Test
	void isReportedIfItsRegistryDoesNotAnswer() {
		assertThatExceptionOfType(CannotAssembleException.class)
			.isThrownBy(() -> BaseImage.resolve("localhost:1/base:1", false))
			.withMessageStartingWith("The registry of the base image localhost:1/base:1 does not answer");
	}

	@Test
	void isAskedByPlainHttpOnlyIfThatIsAllowed() throws IOException, InterruptedException {
		List<String> requests = new CopyOnWriteArrayList<>();
		try (ServerSocket registry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			Thread.ofVirtual().start(() -> serve(registry, requests));
			String name = "localhost:%d/team/base:1".formatted(registry.getLocalPort());
			assertThatExceptionOfType(CannotAssembleException.class).isThrownBy(() -> BaseImage.resolve(name, false))
				.withMessageContaining("INSECURE_REGISTRIES=true");
			assertThat(requests).isEmpty();
			assertThat(BaseImage.resolve(name, true)).isEqualTo(new BaseImage(name + "@sha256:12", "sha256:12"));
			assertThat(requests).containsExactly("HEAD /v2/team/base/manifests/1 HTTP/1.1");
		}
	}

	/**
	 * Answers as a registry without TLS does: with 400 if a client begins a handshake.
	 */
	private static void serve(ServerSocket registry, List<String> requests) {
		while (true) {
			try (Socket client = registry.accept()) {
				PushbackInputStream in = new PushbackInputStream(client.getInputStream());
				int first = in.read();
				if (first == HANDSHAKE) {
					client.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(UTF_8));
					continue;
				}
				in.unread(first);
				BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
				requests.add(lines.readLine());
				client.getOutputStream()
					.write("HTTP/1.1 200 OK\r\nDocker-Content-Digest: sha256:12\r\nContent-Length: 0\r\n\r\n"
						.getBytes(UTF_8));
			}
			catch (IOException ex) {
				// A client that does not get an answer closes its connection.
				if (registry.isClosed()) {
					return;
				}
			}
		}
	}

}
