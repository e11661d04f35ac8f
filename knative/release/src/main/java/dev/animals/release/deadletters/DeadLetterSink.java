package dev.animals.release.deadletters;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * Receives the dead letters of a Broker on one port, serves metrics on a second, and lets
 * them be read on a third, which only the pod itself can reach.
 */
public final class DeadLetterSink implements AutoCloseable {

	/** How often events are deleted although no new one arrives. */
	private static final Duration INTERVAL = Duration.ofMinutes(1);

	/** Each request may write a body of the largest size before it is stored. */
	private static final int REQUESTS = 8;

	private final ExecutorService threads = Executors.newFixedThreadPool(REQUESTS);

	private final HttpServer receiver;

	private final HttpServer reading;

	private final HTTPServer metrics;

	private DeadLetterSink(SinkSettings settings, Ports ports, EventStore store, PrintStream log) throws IOException {
		DeadLetterMetrics counts = new DeadLetterMetrics(store);
		PrometheusRegistry registry = new PrometheusRegistry();
		registry.register(counts);
		this.receiver = HttpServer.create(new InetSocketAddress(ports.events()), 0);
		this.receiver.createContext("/", new EventReceiver(store, counts, settings.largest(), log));
		this.receiver.createContext("/healthz", (exchange) -> health(exchange, settings));
		this.receiver.setExecutor(this.threads);
		this.reading = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.reading()), 0);
		this.reading.createContext("/", new EventReading(store));
		this.metrics = HTTPServer.builder().port(ports.metrics()).registry(registry).buildAndStart();
		this.receiver.start();
		this.reading.start();
	}

	/**
	 * Runs until the process is stopped.
	 * @param log gets a line for each event
	 * @throws IOException if a port is in use or the folder cannot be used
	 * @throws InterruptedException if the main thread is interrupted
	 */
	public static void run(SinkSettings settings, Ports ports, PrintStream log)
			throws IOException, InterruptedException {
		// Seconds after which the server gives up a request that does not end.
		System.setProperty("sun.net.httpserver.maxReqTime", "60");
		EventStore store = new EventStore(settings, InstantSource.system());
		try (DeadLetterSink _ = new DeadLetterSink(settings, ports, store, log)) {
			log.printf("Stores dead letters in %s for %s, at most %d bytes. %d are stored.%n", settings.directory(),
					settings.retention(), settings.limit(), store.stored().events());
			while (true) {
				Thread.sleep(INTERVAL);
				store.expire();
			}
		}
	}

	/** Starts with any free ports. */
	static DeadLetterSink start(SinkSettings settings, InstantSource clock, PrintStream log) throws IOException {
		return new DeadLetterSink(settings, new Ports(0, 0, 0), new EventStore(settings, clock), log);
	}

	private static void health(HttpExchange exchange, SinkSettings settings) throws IOException {
		try (exchange) {
			boolean usable = Files.isWritable(settings.directory());
			Answers.send(exchange, usable ? 200 : 503, usable ? "ok" : "The folder is not writable.");
		}
	}

	/** Returns the address to which events are sent. */
	InetSocketAddress receiver() {
		return this.receiver.getAddress();
	}

	/** Returns the address at which events are read. */
	InetSocketAddress reading() {
		return this.reading.getAddress();
	}

	/** Returns the port of the metrics. */
	int metricsPort() {
		return this.metrics.getPort();
	}

	@Override
	public void close() {
		this.receiver.stop(0);
		this.reading.stop(0);
		this.metrics.close();
		this.threads.close();
	}

	/**
	 * The ports, or 0 for any free port.
	 *
	 * @param events receives events
	 * @param reading lets them be read, on the loopback interface
	 * @param metrics serves metrics
	 */
	public record Ports(int events, int reading, int metrics) {
	}

}
