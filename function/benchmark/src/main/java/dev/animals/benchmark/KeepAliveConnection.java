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
 * A minimal HTTP/1.1 client for a server on this machine: one connection, one request at
 * a time. It uses so little time and memory that it hardly affects a measurement of the
 * server.
 */
final class KeepAliveConnection implements Closeable {

	private static final int TIMEOUT_MILLIS = 30_000;

	private static final String LENGTH = "content-length:";

	private static final String CLOSE = "connection: close";

	private final int port;

	private Socket socket = new Socket();

	private InputStream in = InputStream.nullInputStream();

	private OutputStream out = OutputStream.nullOutputStream();

	/** Holds one line of the header at a time, then the body. */
	private final byte[] buffer = new byte[1 << 16];

	private boolean isOpen;

	KeepAliveConnection(int port) {
		this.port = port;
	}

	/**
	 * Sends a request and reads its whole answer.
	 * @param path the path
	 * @param type the media type of the body
	 * @param body the body
	 * @return the status of the answer
	 * @throws IOException if the server closes the connection, or if its answer has no
	 * length or is longer than 64 KiB
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
			throw new IOException("Cannot read an answer of length " + length + ".");
		}
		if (this.in.readNBytes(this.buffer, 0, length) < length) {
			throw new IOException("The server closed the connection within an answer.");
		}
		return status;
	}

	/**
	 * Opens the connection if there is none, or if the server has announced that it
	 * closes it. Some servers do so after 100 requests.
	 */
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
				throw new IOException("The server closed the connection.");
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
