package dev.animals.release.prometheus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A Prometheus with counts of whole hours, the last of which ends with the range of the
 * query. The first photo was counted half an hour after the start of its hour.
 */
public final class FakePrometheus implements AfterEachCallback {

	private final HttpServer server;

	private final List<Bin> bins = new ArrayList<>();

	private final Map<String, Double> expected = new HashMap<>();

	private final List<String> queries = new ArrayList<>();

	private int status = 200;

	/** Starts the server on a free port. */
	public FakePrometheus() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/api/v1/", (exchange) -> {
			String query = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), UTF_8);
			this.queries.add(query);
			byte[] bytes = "{\"status\":\"success\",\"data\":{\"result\":[%s]}}"
				.formatted(exchange.getRequestURI().getPath().endsWith("/query_range") ? range(query) : value(query))
				.getBytes(UTF_8);
			exchange.sendResponseHeaders(this.status, bytes.length);
			exchange.getResponseBody().write(bytes);
			exchange.close();
		});
		this.server.start();
	}

	/** Returns the address. */
	public String url() {
		return "http://localhost:%d".formatted(this.server.getAddress().getPort());
	}

	/** Adds the photos of the last hours, from the oldest on. */
	public FakePrometheus count(String model, String distribution, String bin, long... hours) {
		this.bins.add(new Bin(model, distribution, bin, hours));
		return this;
	}

	/** Sets the sums from which the accuracy of the photos of a model is expected. */
	public FakePrometheus expect(String model, double right, double variance, long answers) {
		this.expected.put("animals_expected_right:.*model=\"%s\"".formatted(model), right);
		this.expected.put("animals_expected_variance:.*model=\"%s\"".formatted(model), variance);
		this.expected.put("animals_predictions:.*model=\"%s\"".formatted(model), (double) answers);
		return this;
	}

	/** Answers all further queries with this status. */
	public void answer(int status) {
		this.status = status;
	}

	/** Returns the queries so far. */
	public List<String> queries() {
		return List.copyOf(this.queries);
	}

	private String range(String query) {
		double start = parameter(query, "start");
		double step = parameter(query, "step");
		int times = (int) Math.round((parameter(query, "end") - start) / step) + 1;
		return this.bins.stream()
			.map((bin) -> """
					{"metric": {%s"distribution": "%s", "bin": "%s"}, "values": [%s]}""".formatted(
					bin.model().isEmpty() ? "" : "\"model\": \"%s\", ".formatted(bin.model()), bin.distribution(),
					bin.name(),
					IntStream.range(0, bin.hours().length)
						.mapToObj((hour) -> "[%s, \"%d\"]".formatted(start + (times - bin.hours().length + hour) * step,
								bin.hours()[hour]))
						.collect(Collectors.joining(","))))
			.collect(Collectors.joining(","));
	}

	private String value(String query) {
		double value = query.contains("timestamp(") ? parameter(query, "time") - 1800
				: this.expected.entrySet()
					.stream()
					.filter((sum) -> Pattern.compile(sum.getKey()).matcher(query).find())
					.mapToDouble(Map.Entry::getValue)
					.findFirst()
					.orElse(0);
		return "{\"metric\": {}, \"value\": [0, \"%s\"]}".formatted(value);
	}

	private static double parameter(String query, String name) {
		return Double.parseDouble(query.replaceAll("(^|.*&)" + name + "=([^&]+).*", "$2"));
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.server.stop(0);
	}

	/** The photos in one bin. */
	@SuppressWarnings("ArrayRecordComponent")
	private record Bin(String model, String distribution, String name, long[] hours) {
	}

}
