package dev.animals.benchmark;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The least that speaks HTTP/1.1 to a server on this machine: one connection, one request
 * at a time. A full client would take time and memory of its own, which would be measured
 * as the server's.
 */
final class KeepAliveConnection implements Closeable {

	private static final int TIMEOUT_MILLIS = 30_000;

	private static final String LENGTH = "content-length:";

	private static final String CLOSE = "connection: close";

	private final int port;

	private Socket socket = new Socket();

	private InputStream in = InputStream.nullInputStream();

	private OutputStream out = OutputStream.nullOutputStream();

	/** A header line at a time, then the body. */
	private final byte[] buffer = new byte[1 << 16];

	private boolean isOpen;

	KeepAliveConnection(int port) {
		this.port = port;
	}

	/**
	 * Sends a body and reads the answer to its end.
	 * @param path where to
	 * @param type the body's
	 * @param body all of it
	 * @return the status
	 * @throws IOException if the server closes the connection or does not say how long
	 * its answer is
	 */
	int post(String path, String type, byte[] body) throws IOException {
		if (!this.isOpen) {
			open();
		}
		String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\nContent-Length: "
				+ body.length + "\r\n\r\n";
		this.out.write(head.getBytes(StandardCharsets.US_ASCII));
		this.out.write(body);
		int status = Integer.parseInt(line().split(" ", 3)[1]);
		int length = -1;
		for (String line = line(); !line.isEmpty(); line = line()) {
			if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
				length = Integer.parseInt(line.substring(LENGTH.length()).strip());
			}
			this.isOpen &= !line.equalsIgnoreCase(CLOSE);
		}
		if (length < 0 || length > this.buffer.length) {
			throw new IOException("an answer of length " + length);
		}
		if (this.in.readNBytes(this.buffer, 0, length) < length) {
			throw new IOException("the connection ended within an answer");
		}
		return status;
	}

	/** Anew each time that the server says it closes, as some do after 100 requests. */
	private void open() throws IOException {
		close();
		this.socket = new Socket(InetAddress.getLoopbackAddress(), this.port);
		this.socket.setTcpNoDelay(true);
		this.socket.setSoTimeout(TIMEOUT_MILLIS);
		this.in = new BufferedInputStream(this.socket.getInputStream());
		this.out = this.socket.getOutputStream();
		this.isOpen = true;
	}

	private String line() throws IOException {
		int length = 0;
		for (int each = this.in.read(); each != '\n'; each = this.in.read()) {
			if (each < 0) {
				throw new IOException("the connection ended");
			}
			this.buffer[length++] = (byte) each;
		}
		return new String(this.buffer, 0, length, StandardCharsets.ISO_8859_1).strip();
	}

	@Override
	public void close() throws IOException {
		this.isOpen = false;
		this.socket.close();
	}

}
