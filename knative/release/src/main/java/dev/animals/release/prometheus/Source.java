package dev.animals.release.prometheus;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

import dev.animals.release.prometheus.Metrics.UnavailableException;

/**
 * Reaches the HTTP API of Prometheus.
 */
public interface Source {

	/**
	 * Sends a GET request.
	 * @param path the path below {@code /api/v1/}, with its query
	 * @return the body of the answer
	 * @throws UnavailableException if there is no answer
	 */
	String get(String path);

	/**
	 * Reaches Prometheus at an address.
	 * @param url the address without {@code /api/v1}
	 */
	static Source at(URI url) {
		HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
		String root = url.toString().replaceFirst("/+$", "");
		return (path) -> {
			try {
				HttpResponse<String> answer = client.send(HttpRequest.newBuilder(URI.create(root + "/api/v1/" + path))
					.timeout(Duration.ofSeconds(15))
					.build(), BodyHandlers.ofString());
				if (answer.statusCode() != 200) {
					throw new UnavailableException("%s answers %d".formatted(root, answer.statusCode()));
				}
				return answer.body();
			}
			catch (IOException ex) {
				throw new UnavailableException("%s: %s".formatted(root, ex), ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new UnavailableException("interrupted", ex);
			}
		};
	}

	/**
	 * Reaches Prometheus at an address or, if there is none, through the API server.
	 * @param url the address without {@code /api/v1}
	 * @param client the client of the API server
	 * @param service {@code NAMESPACE/NAME:PORT}
	 */
	static Source of(Optional<URI> url, KubernetesClient client, String service) {
		return url.map(Source::at).orElseGet(() -> in(client, service));
	}

	/**
	 * Reaches Prometheus in the cluster through the API server, so that no port has to be
	 * forwarded.
	 * @param service {@code NAMESPACE/NAME:PORT}
	 */
	static Source in(KubernetesClient client, String service) {
		String[] parts = service.split("/", 2);
		String root = "/api/v1/namespaces/%s/services/%s/proxy/api/v1/".formatted(parts[0], parts[parts.length - 1]);
		return (path) -> {
			try {
				String body = client.raw(root + path);
				if (body == null) {
					throw new UnavailableException("there is no " + service);
				}
				return body;
			}
			catch (KubernetesClientException ex) {
				String message = (ex.getStatus() != null) ? ex.getStatus().getMessage() : ex.getMessage();
				throw new UnavailableException(service + ": " + message, ex);
			}
		};
	}

}
