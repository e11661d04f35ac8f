package dev.animals.release.command;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;

/**
 * Requests to the service by its own name, through a gateway where no DNS knows it.
 */
final class Gateway {

	private Gateway() {
	}

	/**
	 * Starts a request. Java sends the header Host only with the property
	 * {@code jdk.httpclient.allowRestrictedHeaders=host}, which {@code Main} sets.
	 */
	static HttpRequest.Builder request(URI service, String path, Optional<String> ingress) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create(ingress.map((address) -> "http://" + address).orElseGet(service::toString) + path));
		return ingress.isPresent() ? request.header("Host", service.getHost()) : request;
	}

}
