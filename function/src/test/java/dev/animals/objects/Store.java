package dev.animals.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An object store over HTTP. Each path behaves in its own way.
 */
public final class Store implements AutoCloseable {

	private final HttpServer server;

	private final byte[] object;

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final CountDownLatch closed = new CountDownLatch(1);

	private Store(HttpServer server, byte[] object) {
		this.server = server;
		this.object = object;
		server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		server.createContext("/", this::answer);
		server.start();
	}

	/** Starts a store on a free port of the loopback interface. */
	public static Store start(byte[] object) {
		try {
			return start(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), object);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Store start(HttpServer server, byte[] object) {
		return new Store(server, object);
	}

	private void answer(HttpExchange exchange) throws IOException {
		this.requests.add(exchange.getRequestURI() + " of " + exchange.getRequestHeaders().getFirst("Host"));
		switch (exchange.getRequestURI().getPath()) {
			case "/photo" -> send(exchange, 200, this.object.length);
			case "/moved" -> {
				exchange.getResponseHeaders().set("Location", "/photo");
				exchange.sendResponseHeaders(302, -1);
			}
			case "/encoded" -> {
				exchange.getResponseHeaders().set("Content-Encoding", "gzip");
				send(exchange, 200, this.object.length);
			}
			case "/chunked" -> send(exchange, 200, 0);
			case "/partial" -> send(exchange, 206, this.object.length);
			case "/huge" -> send(exchange, 200, 1L << 40);
			case "/cut" -> send(exchange, 200, this.object.length + 1L);
			case "/silent" -> await();
			case "/stalled" -> {
				exchange.sendResponseHeaders(200, this.object.length + 1L);
				exchange.getResponseBody().write(this.object);
				exchange.getResponseBody().flush();
				await();
			}
			case "/busy" -> exchange.sendResponseHeaders(429, -1);
			case "/failing" -> exchange.sendResponseHeaders(500, -1);
			case "/long" -> {
				exchange.getResponseHeaders().set("X-Long", "a".repeat(20_000));
				send(exchange, 200, this.object.length);
			}
			default -> exchange.sendResponseHeaders(404, -1);
		}
		exchange.close();
	}

	private void send(HttpExchange exchange, int status, long length) throws IOException {
		exchange.sendResponseHeaders(status, length);
		exchange.getResponseBody().write(this.object);
		exchange.getResponseBody().flush();
	}

	private void await() {
		try {
			this.closed.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	public URI origin() {
		return URI.create("http://127.0.0.1:" + port());
	}

	/** Returns the requests so far, for instance {@code /photo of photos.example}. */
	public List<String> requests() {
		return this.requests;
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.server.stop(0);
	}

}
