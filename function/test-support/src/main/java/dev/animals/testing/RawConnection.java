package dev.animals.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/**
 * A connection to a server on this machine, for requests that clients refuse to send.
 */
public final class RawConnection {

	private static final int LONGEST_WAIT_IN_MILLIS = 10_000;

	private RawConnection() {
	}

	/**
	 * Sends bytes and reads everything that the server answers. The sender closes its
	 * side of the connection after the last byte. So the server never waits for more
	 * bytes, and the connection ends without a timeout.
	 * @param port the port of the server
	 * @param request the bytes to send
	 * @return the bytes of all answers, which are none if the server only closes the
	 * connection
	 * @throws IOException if there is no connection, or if the server does not close it
	 * within 10 s
	 */
	public static byte[] exchange(int port, byte[] request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(LONGEST_WAIT_IN_MILLIS);
			send(socket, request);
			return receive(socket);
		}
	}

	private static byte[] receive(Socket socket) throws IOException {
		ByteArrayOutputStream received = new ByteArrayOutputStream();
		try {
			socket.getInputStream().transferTo(received);
		}
		catch (SocketException ex) {
			// The server closed the connection before it had read all bytes.
		}
		return received.toByteArray();
	}

	private static void send(Socket socket, byte[] request) throws IOException {
		try {
			socket.getOutputStream().write(request);
			socket.shutdownOutput();
		}
		catch (SocketException ex) {
			// The server may reject a request before it has read all of it.
		}
	}

}
