package dev.animals.release.export;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** An API server that answers with the status and the body in its fields. */
final class FakeApiServer implements AutoCloseable {

	private final HttpServer server;

	volatile int status = 200;

	volatile String body = "{\"items\": []}";

	/** The bodies of other paths. */
	final Map<String, String> others = new ConcurrentHashMap<>();

	/** How many bytes of the announced length are never sent. */
	volatile int missing = 0;

	volatile String asked = "";

	volatile String authorization = "";

	FakeApiServer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	private void answer(HttpExchange exchange) throws IOException {
		this.asked = exchange.getRequestURI().toString();
		this.authorization = exchange.getRequestHeaders().getFirst("Authorization");
		byte[] bytes = this.others.getOrDefault(this.asked, this.body).getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(this.status, bytes.length + this.missing);
		OutputStream out = exchange.getResponseBody();
		out.write(bytes);
		out.flush();
		if (this.missing == 0) {
			exchange.close();
		}
	}

	ApiServer with(Path token, Duration limit) {
		URI address = URI.create("http://localhost:" + this.server.getAddress().getPort());
		return new ApiServer(HttpClient.newHttpClient(), address, token, limit);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
