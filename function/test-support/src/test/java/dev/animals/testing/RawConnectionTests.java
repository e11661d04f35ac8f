package dev.animals.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RawConnectionTests {

	@Test
	void returnsWhatTheServerAnswersAfterTheLastByte() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			CompletableFuture<Void> echo = CompletableFuture.runAsync(() -> echo(server));
			assertThat(RawConnection.exchange(server.getLocalPort(), new byte[] { 1, 2, 3 })).containsExactly(1, 2, 3);
			echo.join();
		}
	}

	@Test
	void failsWithoutAServer() throws IOException {
		int port;
		try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = closed.getLocalPort();
		}
		assertThatExceptionOfType(ConnectException.class)
			.isThrownBy(() -> RawConnection.exchange(port, new byte[] { 1 }));
	}

	private static void echo(ServerSocket server) {
		try (Socket client = server.accept()) {
			client.getOutputStream().write(client.getInputStream().readAllBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
