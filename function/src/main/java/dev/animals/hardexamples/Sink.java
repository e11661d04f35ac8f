package dev.animals.hardexamples;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import io.cloudevents.core.format.EventFormat;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.jackson.JsonFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.util.Objects.requireNonNull;

/**
 * The receiver of the events, for instance a Knative Broker. An event is sent once,
 * because a lost example does no harm. Redirects are not followed.
 */
final class Sink {

	private static final Logger logger = LoggerFactory.getLogger(Sink.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final EventFormat format = requireNonNull(
			EventFormatProvider.getInstance().resolveFormat(JsonFormat.CONTENT_TYPE));

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.followRedirects(HttpClient.Redirect.NEVER)
		.connectTimeout(TIMEOUT)
		.build();

	private final URI address;

	Sink(URI address) {
		this.address = address;
	}

	/**
	 * Sends an event in structured mode and waits for the answer.
	 * @param example the content of the event
	 * @return whether the sink accepted it
	 */
	boolean accepts(HardExample example) {
		try {
			int status = this.client
				.send(HttpRequest.newBuilder(this.address)
					.timeout(TIMEOUT)
					.header("Content-Type", JsonFormat.CONTENT_TYPE)
					.POST(BodyPublishers.ofByteArray(this.format.serialize(example.event())))
					.build(), BodyHandlers.discarding())
				.statusCode();
			if (status / 100 == 2) {
				return true;
			}
			logger.warn("The sink of hard examples answered {}", status);
		}
		catch (IOException ex) {
			logger.warn("The sink of hard examples cannot be reached: {}", ex.toString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return false;
	}

}
