package dev.animals.drift;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Sends photos to a Service at a fixed rate.
 */
final class PhotoSender {

	/** Photos a second. */
	private static final int RATE = 15;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI address;

	private final String host;

	/**
	 * Creates a sender.
	 * @param url the Service's URL
	 * @param ingress host and port of the gateway if DNS does not resolve the URL's name
	 * to it; otherwise blank
	 */
	PhotoSender(URI url, String ingress) {
		this.host = url.getHost();
		this.address = ingress.isBlank() ? url.resolve("/classify") : URI.create("http://" + ingress + "/classify");
	}

	/**
	 * Sends photos that it chooses at random. The rate does not depend on the answers.
	 * @param photos encoded images, at least one
	 * @param number how many to send
	 * @return the number of answers with status 200
	 * @throws InterruptedException if the thread is interrupted
	 */
	int send(List<byte[]> photos, int number) throws InterruptedException {
		List<CompletableFuture<HttpResponse<Void>>> answers = new ArrayList<>();
		Random random = new Random(number);
		long begin = System.nanoTime();
		for (int i = 0; i < number; i++) {
			Thread.sleep(Math.max(0, (begin + i * 1_000_000_000L / RATE - System.nanoTime()) / 1_000_000));
			HttpRequest request = HttpRequest.newBuilder(this.address)
				.timeout(Duration.ofSeconds(60))
				.header("Host", this.host)
				.POST(BodyPublishers.ofByteArray(photos.get(random.nextInt(photos.size()))))
				.build();
			answers.add(this.client.sendAsync(request, BodyHandlers.discarding()));
		}
		return (int) answers.stream()
			.map((answer) -> answer.handle((response, error) -> error == null && response.statusCode() == 200).join())
			.filter((right) -> right)
			.count();
	}

}
