package dev.animals.http;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the HTTP interface, for one request and for all of them together.
 *
 * @param body the largest body, from 1 B to 512 MB
 * @param bodies the memory for all bodies that are being read or answered. 0 means a
 * third of the heap, because decoders and the parsing of forms need memory as well.
 * @param upload how long a body may take to arrive, above 0
 * @param batch the largest number of events in a batch and of photos in an inference
 * request, at least 1
 * @param queue the largest number of requests that wait for a predictor, at least 1
 * @param origins the origins whose pages may call the service, such as
 * {@code https://shop.example}; {@code *} for all origins. By default there are none.
 */
@ConfigurationProperties("animals.http")
public record HttpSettings(@DefaultValue("16MB") DataSize body, @DefaultValue("0") DataSize bodies,
		@DefaultValue("10s") Duration upload, @DefaultValue("32") int batch, @DefaultValue("64") int queue,
		@DefaultValue List<String> origins) {

	private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s]+");

	public HttpSettings {
		if (body.toBytes() < 1 || body.toMegabytes() > 512) {
			throw new IllegalArgumentException("animals.http.body must be between 1B and 512MB, but it is " + body);
		}
		if (!upload.isPositive()) {
			throw new IllegalArgumentException("animals.http.upload must be above 0, but it is " + upload);
		}
		if (batch < 1 || queue < 1) {
			throw new IllegalArgumentException("animals.http.batch and animals.http.queue must be 1 or more, but they "
					+ "are %d and %d".formatted(batch, queue));
		}
		origins = List.copyOf(origins);
		for (String origin : origins) {
			if (!origin.equals("*") && !ORIGIN.matcher(origin).matches()) {
				throw new IllegalArgumentException("animals.http.origins must be * or origins such as "
						+ "https://shop.example without a path, but one is " + origin);
			}
		}
		bodies = (bodies.toBytes() > 0) ? bodies : DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 3);
	}

}
