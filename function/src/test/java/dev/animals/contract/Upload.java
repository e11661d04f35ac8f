package dev.animals.contract;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

import dev.animals.http.Service;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A photo that was announced, and none of which has been sent.
 *
 * @param socket the connection
 * @param length what was announced, in bytes
 */
record Upload(Socket socket, int length) implements AutoCloseable {

	static Upload start(Service service, int length) {
		try {
			return new Upload(service.startUpload(length), length);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Waits for the answer, a head and a body that ends with the connection. */
	String answer() {
		try {
			return new String(this.socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Sends it, so that the service is done with it. */
	@Override
	public void close() {
		try (this.socket) {
			OutputStream out = this.socket.getOutputStream();
			out.write(new byte[this.length]);
			out.flush();
			this.socket.getInputStream().readAllBytes();
		}
		catch (IOException ex) {
			assertThat(ex).as("refused before it was complete").isInstanceOf(SocketException.class);
		}
	}

}
