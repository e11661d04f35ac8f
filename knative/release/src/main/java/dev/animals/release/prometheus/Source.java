package dev.animals.release.prometheus;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

import dev.animals.release.prometheus.Metrics.UnavailableException;

/**
 * Where Prometheus' HTTP API is.
 */
public interface Source {

	/**
	 * Gets an answer.
	 * @param path with its query, below {@code /api/v1/}
	 * @return the body
	 * @throws UnavailableException without one
	 */
	String get(String path);

	/**
	 * At an address.
	 * @param url without {@code /api/v1}
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
	 * In the cluster, through its API server, so that no port needs to be forwarded.
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
				throw new UnavailableException(service + ": " + ex.getMessage(), ex);
			}
		};
	}

}
