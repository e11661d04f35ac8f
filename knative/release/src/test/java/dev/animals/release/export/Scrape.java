package dev.animals.release.export;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads the metrics of an exporter as Prometheus does. */
final class Scrape {

	private Scrape() {
	}

	static List<String> series(HTTPServer exporter) throws IOException, InterruptedException {
		HttpResponse<String> answer = of(exporter);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return answer.body().lines().filter((line) -> !line.startsWith("#")).toList();
	}

	static HttpResponse<String> of(HTTPServer exporter) throws IOException, InterruptedException {
		URI metrics = URI.create("http://localhost:%d/metrics".formatted(exporter.getPort()));
		HttpRequest request = HttpRequest.newBuilder(metrics).timeout(Duration.ofMinutes(1)).build();
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client.send(request, BodyHandlers.ofString());
		}
	}

}
