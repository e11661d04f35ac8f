package dev.animals.routing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A webhook that stores the notifications that it receives. */
final class Webhook implements AutoCloseable {

	private final List<Message> messages = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	/**
	 * Alertmanager's notification about a group of alerts.
	 *
	 * @param receiver the name of a receiver in {@code alertmanager.yaml}
	 * @param status {@code firing} or {@code resolved}
	 */
	record Message(String receiver, String status, String alert, String service) {
	}

	Webhook() throws IOException {
		JsonMapper mapper = new JsonMapper();
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", (exchange) -> {
			JsonNode body = mapper.readTree(exchange.getRequestBody());
			JsonNode labels = body.required("groupLabels");
			this.messages
				.add(new Message(body.required("receiver").stringValue(), body.required("status").stringValue(),
						labels.required("alertname").stringValue(), labels.required("service").stringValue()));
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		this.server.start();
	}

	String address() {
		return "http://localhost:%d/".formatted(this.server.getAddress().getPort());
	}

	List<Message> messages() {
		return this.messages;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
