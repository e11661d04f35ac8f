package dev.animals.hardexamples;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings for sending photos with unsure predictions.
 *
 * @param perMinute the largest number of photos that this process sends in a minute; 0
 * sends none
 * @param below a prediction is unsure if it is less sure of its verdict than this, from 0
 * to 1. Predictions with the verdict {@code unknown} are always unsure.
 * @param queue the memory for photos that wait to be sent, at least 1 B
 * @param sink the address that gets the events; null for none
 */
@ConfigurationProperties("animals.hard-examples")
public record HardExampleSettings(@DefaultValue("0") int perMinute, @DefaultValue("0.5") double below,
		@DefaultValue("16MB") DataSize queue, @Nullable URI sink) {

	public HardExampleSettings {
		if (perMinute < 0) {
			throw new IllegalArgumentException(
					"animals.hard-examples.per-minute must be 0 or more, but it is " + perMinute);
		}
		if (!(below >= 0 && below <= 1)) {
			throw new IllegalArgumentException("animals.hard-examples.below must be from 0 to 1, but it is " + below);
		}
		if (queue.toBytes() < 1) {
			throw new IllegalArgumentException("animals.hard-examples.queue must be 1B or more, but it is " + queue);
		}
		if (sink != null && !("http".equals(sink.getScheme()) || "https".equals(sink.getScheme()))) {
			throw new IllegalArgumentException(
					"animals.hard-examples.sink (K_SINK) must begin with http:// or https://, but it is " + sink);
		}
	}

}
