package dev.animals.release.deadletters;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

/**
 * Stores the events that a Broker sends, in binary or structured mode, and logs one line
 * for each. The line never contains data.
 */
final class EventReceiver implements HttpHandler {

	/** The longest value of an attribute in the log. */
	private static final int MOST_CHARACTERS = 200;

	private final EventStore store;

	private final DeadLetterMetrics metrics;

	private final ProblemReasons reasons = new ProblemReasons();

	private final long largest;

	private final PrintStream log;

	EventReceiver(EventStore store, DeadLetterMetrics metrics, long largest, PrintStream log) {
		this.store = store;
		this.metrics = metrics;
		this.largest = largest;
		this.log = log;
	}

	@Override
	public void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			if (!exchange.getRequestMethod().equals("POST")) {
				exchange.getResponseHeaders().set("Allow", "POST");
				Answers.send(exchange, 405, "Send CloudEvents by POST.");
				return;
			}
			try {
				receive(exchange);
			}
			catch (MalformedEventException ex) {
				Answers.send(exchange, 400, String.valueOf(ex.getMessage()));
			}
			catch (IOException ex) {
				// The Broker sends the event again.
				this.log.println("A dead letter was not stored: " + printable(String.valueOf(ex.getMessage())));
				Answers.send(exchange, 503, "The event was not stored.");
			}
		}
	}

	private void receive(HttpExchange exchange) throws IOException {
		String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
			.orElse("")
			.toLowerCase(Locale.ROOT);
		if (type.startsWith("application/cloudevents-batch")) {
			Answers.send(exchange, 415, "Send each event in a request of its own.");
			return;
		}
		Path body = this.store.incoming();
		try {
			if (!copy(exchange.getRequestBody(), body)) {
				Answers.send(exchange, 413, "An event may have at most %d bytes.".formatted(this.largest));
				return;
			}
			Attributes attributes = type.startsWith("application/cloudevents") ? structured(body)
					: Attributes.ofHeaders(exchange.getRequestHeaders());
			stored(attributes, this.store.add(attributes, body));
			Answers.send(exchange, 202, "");
		}
		finally {
			Files.deleteIfExists(body);
		}
	}

	private void stored(Attributes attributes, long key) {
		String reason = this.reasons.of(attributes);
		this.metrics.received(reason);
		this.log.printf("Stored the dead letter %d: id=%s source=%s type=%s knativeerrorcode=%s reason=%s%n", key,
				printable(attributes.get("id")), printable(attributes.get("source")), printable(attributes.get("type")),
				printable(attributes.get("knativeerrorcode")), reason);
	}

	/** Copies a body. Returns whether it is small enough. */
	private boolean copy(InputStream in, Path file) throws IOException {
		try (OutputStream out = Files.newOutputStream(file)) {
			byte[] buffer = new byte[8192];
			long copied = 0;
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				copied += read;
				if (copied > this.largest) {
					return false;
				}
				out.write(buffer, 0, read);
			}
			return true;
		}
	}

	/**
	 * Reads the attributes of an event, and replaces the content of the file by its data.
	 * Only one event is read at a time, because a long text in it takes memory.
	 */
	private synchronized Attributes structured(Path file) throws IOException {
		Path data = this.store.incoming();
		try {
			Attributes attributes = StructuredEvent.read(file, data);
			Files.move(data, file, REPLACE_EXISTING);
			return attributes;
		}
		finally {
			Files.deleteIfExists(data);
		}
	}

	/** Returns a text that cannot break a line or control a terminal. */
	private static String printable(String text) {
		String ascii = text.substring(0, Math.min(text.length(), MOST_CHARACTERS)).replaceAll("[^!-~]", "?");
		return ascii.isEmpty() ? "-" : ascii;
	}

}
