package dev.animals.release.command;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.animals.release.gateway.Gateway;

/**
 * Sends requests to the address of a revision, so that Knative starts a pod for it.
 */
final class Knock {

	private final HttpClient client;

	private final HttpRequest request;

	private CompletableFuture<?> answer = CompletableFuture.completedFuture(null);

	Knock(String url, Optional<String> ingress) {
		Gateway gateway = new Gateway(URI.create(url), ingress);
		this.client = gateway.client(Duration.ofSeconds(2));
		this.request = gateway.request("/livez").timeout(Duration.ofMinutes(1)).build();
	}

	/** Sends a request unless one is under way. Its answer does not matter. */
	void once() {
		if (this.answer.isDone()) {
			this.answer = this.client.sendAsync(this.request, BodyHandlers.discarding());
		}
	}

}
