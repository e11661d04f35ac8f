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
 * An upload of which only the length has been announced.
 *
 * @param socket the connection
 * @param length the announced length in bytes
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

	/** Waits for the answer: its head, an empty line and its body. */
	String answer() {
		try {
			return new String(this.socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Sends the body, so that the service releases its memory. */
	@Override
	public void close() {
		try (this.socket) {
			OutputStream out = this.socket.getOutputStream();
			out.write(new byte[this.length]);
			out.flush();
			this.socket.getInputStream().readAllBytes();
		}
		catch (IOException ex) {
			assertThat(ex).as("the service closed the connection before the upload was complete")
				.isInstanceOf(SocketException.class);
		}
	}

}
