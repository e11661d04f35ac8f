package dev.animals.release.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An API server over HTTP that stores objects by path, counts resource versions, and
 * rejects writes of older versions. It reports new traffic as routed at once; Knative
 * needs a moment for that.
 */
public final class FakeApiServer implements AutoCloseable {

	private static final JsonMapper MAPPER = new JsonMapper();

	/** The objects by path. */
	private final Map<String, ObjectNode> objects = new TreeMap<>();

	/** The statuses with which to reject requests, by method and path. */
	private final Map<String, Integer> rejections = new TreeMap<>();

	/** Actions to run once before a request, by method and path. */
	private final Map<String, Runnable> before = new TreeMap<>();

	private final List<String> requests = new ArrayList<>();

	private final HttpServer server;

	private long version = 1;

	/** Whether new traffic is reported as routed. */
	private boolean routing = true;

	/** Starts the server on a free port. */
	public FakeApiServer() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	/** Returns the server's address. */
	public String url() {
		return "http://localhost:%d".formatted(this.server.getAddress().getPort());
	}

	/** Writes a kubeconfig for this server to a new file. */
	public Path kubeconfig() {
		try {
			return Files.writeString(Files.createTempFile("kubeconfig", ""), """
					apiVersion: v1
					kind: Config
					current-context: fake
					clusters: [{name: fake, cluster: {server: "%s"}}]
					contexts: [{name: fake, context: {cluster: fake, user: fake}}]
					users: [{name: fake, user: {token: none}}]
					""".formatted(url()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Stores an object. */
	public synchronized void put(String path, String json) {
		ObjectNode object = (ObjectNode) MAPPER.readTree(json);
		store(path, object);
	}

	/** Returns an object. */
	public synchronized JsonNode get(String path) {
		return this.objects.getOrDefault(path, MAPPER.createObjectNode());
	}

	/** Tells whether there is an object. */
	public synchronized boolean has(String path) {
		return this.objects.containsKey(path);
	}

	/** Removes an object. */
	public synchronized void remove(String path) {
		this.objects.remove(path);
	}

	/**
	 * Rejects requests such as {@code GET /api/…} with a status; 0 accepts them again.
	 */
	public synchronized void reject(String request, int status) {
		this.rejections.put(request, status);
	}

	/** Runs an action once, before the next request such as {@code PATCH /apis/…}. */
	public synchronized void once(String request, Runnable action) {
		this.before.put(request, action);
	}

	/** Stops reporting new traffic as routed. */
	public synchronized void stopRouting() {
		this.routing = false;
	}

	/** Lists the requests so far, such as {@code PATCH /apis/…}. */
	public synchronized List<String> requests() {
		return List.copyOf(this.requests);
	}

	private void handle(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		String request = exchange.getRequestMethod() + " " + path;
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		Runnable action;
		synchronized (this) {
			this.requests.add(request);
			action = this.before.remove(request);
		}
		if (action != null) {
			action.run();
		}
		Answer answer = answer(request, path, String.valueOf(exchange.getRequestURI().getQuery()), body);
		byte[] bytes = answer.body().toString().getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(answer.status(), bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	private synchronized Answer answer(String request, String path, String query, String body) {
		int rejection = this.rejections.getOrDefault(request, 0);
		if (rejection != 0) {
			return Answer.failed(rejection, "rejected by the test");
		}
		return switch (request.substring(0, request.indexOf(' '))) {
			case "GET" -> read(path, query);
			case "POST" -> create(path, (ObjectNode) MAPPER.readTree(body));
			case "PUT" -> replace(path, (ObjectNode) MAPPER.readTree(body), false);
			case "PATCH" -> replace(path, (ObjectNode) MAPPER.readTree(body), true);
			case "DELETE" -> delete(path);
			default -> Answer.failed(405, request);
		};
	}

	private Answer read(String path, String query) {
		ObjectNode object = this.objects.get(path);
		if (object != null) {
			return new Answer(200, object);
		}
		if (!path.matches(".*/(pods|revisions|leases|configmaps)")) {
			return Answer.failed(404, path + " not found");
		}
		ObjectNode list = MAPPER.createObjectNode();
		list.putObject("metadata");
		ArrayNode items = list.putArray("items");
		String label = query.replaceFirst(".*labelSelector=", "");
		this.objects.forEach((name, item) -> {
			String[] parts = label.split("=", 2);
			boolean selected = parts.length < 2
					|| item.path("metadata").path("labels").path(parts[0]).asString("").equals(parts[1]);
			if (name.startsWith(path + "/") && selected) {
				items.add(item);
			}
		});
		return new Answer(200, list);
	}

	private Answer create(String path, ObjectNode object) {
		if (path.endsWith("selfsubjectaccessreviews")) {
			object.putObject("status").put("allowed", true);
			return new Answer(201, object);
		}
		ObjectNode metadata = (ObjectNode) object.path("metadata");
		if (metadata.has("generateName")) {
			metadata.put("name", metadata.path("generateName").stringValue() + this.version);
		}
		String name = path + "/" + metadata.path("name").stringValue();
		if (this.objects.containsKey(name)) {
			return Answer.failed(409, name + " already exists");
		}
		store(name, object);
		return new Answer(201, object);
	}

	private Answer replace(String path, ObjectNode change, boolean merge) {
		ObjectNode old = this.objects.get(path);
		if (old == null) {
			return Answer.failed(404, path + " not found");
		}
		String wanted = change.path("metadata").path("resourceVersion").asString("");
		if (!wanted.isEmpty() && !wanted.equals(old.path("metadata").path("resourceVersion").asString(""))) {
			return Answer.failed(409, "the object has been modified");
		}
		ObjectNode next = merge ? merged(old.deepCopy(), change) : change;
		if (!next.path("spec").equals(old.path("spec"))) {
			((ObjectNode) next.path("metadata")).put("generation",
					old.path("metadata").path("generation").asLong(1) + 1);
			if (path.contains("serving.knative.dev") && this.routing) {
				route(next);
			}
		}
		store(path, next);
		return new Answer(200, next);
	}

	private static void route(ObjectNode service) {
		ObjectNode status = service.withObject("/status");
		status.set("observedGeneration", service.path("metadata").path("generation"));
		status.set("traffic", service.path("spec").path("traffic").deepCopy());
	}

	private static ObjectNode merged(ObjectNode target, ObjectNode change) {
		change.properties().forEach((entry) -> {
			if (entry.getValue().isNull()) {
				target.remove(entry.getKey());
			}
			else if (entry.getValue() instanceof ObjectNode child) {
				ObjectNode before = (target.get(entry.getKey()) instanceof ObjectNode node) ? node
						: MAPPER.createObjectNode();
				target.set(entry.getKey(), merged(before, child));
			}
			else {
				target.set(entry.getKey(), entry.getValue());
			}
		});
		return target;
	}

	private Answer delete(String path) {
		ObjectNode old = this.objects.remove(path);
		return (old == null) ? Answer.failed(404, path + " not found") : new Answer(200, old);
	}

	private void store(String path, ObjectNode object) {
		object.withObject("/metadata").put("resourceVersion", String.valueOf(++this.version));
		this.objects.put(path, object);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/** An answer of the server. */
	private record Answer(int status, JsonNode body) {

		static Answer failed(int status, String message) {
			ObjectNode body = MAPPER.createObjectNode();
			body.put("kind", "Status").put("apiVersion", "v1").put("status", "Failure");
			body.put("message", message).put("code", status);
			return new Answer(status, body);
		}

	}

}
