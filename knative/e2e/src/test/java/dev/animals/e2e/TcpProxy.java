package dev.animals.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes connections on to a server until they are cut. */
public final class TcpProxy implements AutoCloseable {

	/** Copies what callers send to the server. */
	public interface Requests {

		/** Copies until the caller ends its side of the connection. */
		void copy(InputStream from, OutputStream to) throws IOException;

	}

	private final URI server;

	private final Requests requests;

	private final int port;

	private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

	private ServerSocket listener;

	/** Listens on a free port of the loopback interface. */
	public TcpProxy(URI server) {
		this(server, InputStream::transferTo);
	}

	/** Listens on a free port, and copies requests in a way of its own. */
	public TcpProxy(URI server, Requests requests) {
		this.server = server;
		this.requests = requests;
		this.listener = listen(0);
		this.port = this.listener.getLocalPort();
	}

	/** Returns the address of the proxy, with the scheme of the server. */
	public URI uri() {
		return URI.create("%s://127.0.0.1:%d".formatted(this.server.getScheme(), this.port));
	}

	/** Ends all connections and accepts no new ones. */
	public void cut() {
		close(this.listener);
		this.connections.forEach(TcpProxy::close);
		this.connections.clear();
	}

	/** Accepts connections again. */
	public void restore() {
		this.listener = listen(this.port);
	}

	private ServerSocket listen(int port) {
		try {
			ServerSocket socket = new ServerSocket();
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			Thread.startVirtualThread(() -> accept(socket));
			return socket;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept(ServerSocket socket) {
		try {
			while (true) {
				Socket caller = socket.accept();
				Thread.startVirtualThread(() -> pass(caller));
			}
		}
		catch (IOException ex) {
			// The listener was closed.
			return;
		}
	}

	private void pass(Socket caller) {
		try (caller; Socket target = new Socket(this.server.getHost(), this.server.getPort())) {
			this.connections.addAll(List.of(caller, target));
			Thread answers = Thread.startVirtualThread(() -> copy(InputStream::transferTo, target, caller));
			copy(this.requests, caller, target);
			answers.join();
		}
		catch (IOException | InterruptedException ex) {
			// The server does not answer.
			return;
		}
	}

	private void copy(Requests bytes, Socket from, Socket to) {
		try (from; to) {
			bytes.copy(from.getInputStream(), to.getOutputStream());
		}
		catch (IOException ex) {
			// The connection was cut.
			return;
		}
		finally {
			this.connections.remove(from);
			this.connections.remove(to);
		}
	}

	private static void close(AutoCloseable closeable) {
		try {
			closeable.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		cut();
	}

}
