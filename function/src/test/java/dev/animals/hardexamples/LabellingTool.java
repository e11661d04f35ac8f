package dev.animals.hardexamples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.provider.EventFormatProvider;

/**
 * A receiver of events over HTTP.
 */
public final class LabellingTool implements AutoCloseable {

	private final HttpServer server;

	private final List<CloudEvent> events = new CopyOnWriteArrayList<>();

	/** While a test holds the write lock, no event is answered. */
	private final ReadWriteLock pause = new ReentrantReadWriteLock();

	private volatile int status = 202;

	private LabellingTool(HttpServer server) {
		this.server = server;
		server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
		server.createContext("/", this::receive);
		server.start();
	}

	public static LabellingTool start() {
		try {
			return new LabellingTool(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void receive(HttpExchange exchange) throws IOException {
		byte[] body = exchange.getRequestBody().readAllBytes();
		this.pause.readLock().lock();
		try {
			this.events.add(
					Objects
						.requireNonNull(
								EventFormatProvider.getInstance()
									.resolveFormat(Objects
										.requireNonNull(exchange.getRequestHeaders().getFirst("Content-Type"))))
						.deserialize(body));
			exchange.getResponseHeaders().set("Location", "/elsewhere");
			exchange.sendResponseHeaders(this.status, -1);
			exchange.close();
		}
		finally {
			this.pause.readLock().unlock();
		}
	}

	public URI address() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + "/");
	}

	/** Returns the events so far. */
	public List<CloudEvent> events() {
		return this.events;
	}

	void answerWith(int status) {
		this.status = status;
	}

	/** Runs work while this receiver answers nothing. */
	public void whilePaused(Runnable work) {
		this.pause.writeLock().lock();
		try {
			work.run();
		}
		finally {
			this.pause.writeLock().unlock();
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
