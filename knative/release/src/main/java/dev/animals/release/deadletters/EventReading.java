package dev.animals.release.deadletters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.jspecify.annotations.Nullable;

/**
 * Shows stored events: {@code GET /events} lists the newest, {@code GET
 * /events?before=KEY} older ones, and {@code GET /events/KEY/data} returns the data of
 * one. Data may be a user's photo, so this handler is only for the pod's own loopback
 * interface.
 */
final class EventReading implements HttpHandler {

	private static final int MOST_EVENTS = 100;

	private static final Pattern DATA = Pattern.compile("/events/(\\d{1,18})/data");

	private static final Pattern BEFORE = Pattern.compile("before=(\\d{1,18})");

	private final EventStore store;

	EventReading(EventStore store) {
		this.store = store;
	}

	@Override
	public void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().getPath();
			Matcher data = DATA.matcher(path);
			Optional<Long> before = before(exchange.getRequestURI().getQuery());
			if (!exchange.getRequestMethod().equals("GET")) {
				exchange.getResponseHeaders().set("Allow", "GET");
				Answers.send(exchange, 405, "Events can only be read here.");
			}
			else if (path.equals("/events") && before.isPresent()) {
				Answers.send(exchange, 200, "application/json",
						Attributes.MAPPER.writeValueAsBytes(list(before.get())));
			}
			else if (data.matches()) {
				send(exchange, this.store.data(Long.parseLong(data.group(1))));
			}
			else {
				notFound(exchange);
			}
		}
	}

	private static Optional<Long> before(@Nullable String query) {
		if (query == null) {
			return Optional.of(Long.MAX_VALUE);
		}
		Matcher before = BEFORE.matcher(query);
		return before.matches() ? Optional.of(Long.valueOf(before.group(1))) : Optional.empty();
	}

	private List<Map<String, Object>> list(long before) throws IOException {
		List<Map<String, Object>> events = new ArrayList<>();
		for (long key : this.store.keys(before, MOST_EVENTS)) {
			Optional<Attributes> attributes = this.store.attributes(key);
			if (attributes.isPresent()) {
				Map<String, Object> event = new LinkedHashMap<>();
				event.put("key", String.valueOf(key));
				event.put("stored", Instant.ofEpochMilli(key).toString());
				event.put("attributes", attributes.get().values());
				events.add(event);
			}
		}
		return events;
	}

	private static void send(HttpExchange exchange, Optional<Path> data) throws IOException {
		if (data.isEmpty()) {
			notFound(exchange);
			return;
		}
		// The data is untrusted. A browser must neither show nor run it.
		exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
		exchange.getResponseHeaders().set("Content-Disposition", "attachment");
		exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
		long size = Files.size(data.get());
		exchange.sendResponseHeaders(200, (size == 0) ? -1 : size);
		Files.copy(data.get(), exchange.getResponseBody());
	}

	private static void notFound(HttpExchange exchange) throws IOException {
		Answers.send(exchange, 404, "There is /events, /events?before=KEY and /events/KEY/data.");
	}

}
