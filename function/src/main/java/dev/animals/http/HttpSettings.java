package dev.animals.http;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What one request, and all of them together, may take.
 *
 * @param body the largest body
 * @param bodies memory for all bodies that are being read or answered; 0 for a third of
 * the heap, because decoders, and forms that are taken apart, need some as well
 * @param upload how long a body may take to arrive
 * @param batch how many events a batch may have
 * @param queue how many requests may wait for a predictor
 */
@ConfigurationProperties("animals.http")
public record HttpSettings(@DefaultValue("16MB") DataSize body, @DefaultValue("0") DataSize bodies,
		@DefaultValue("10s") Duration upload, @DefaultValue("32") int batch, @DefaultValue("64") int queue) {

	public HttpSettings {
		if (body.toBytes() < 1 || body.toMegabytes() > 512) {
			throw new IllegalArgumentException("animals.http.body must be between 1B and 512MB, not " + body);
		}
		if (!upload.isPositive()) {
			throw new IllegalArgumentException("animals.http.upload must be above 0, not " + upload);
		}
		if (batch < 1 || queue < 1) {
			throw new IllegalArgumentException("animals.http.batch and animals.http.queue must be 1 or more");
		}
		bodies = (bodies.toBytes() > 0) ? bodies : DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 3);
	}

}
