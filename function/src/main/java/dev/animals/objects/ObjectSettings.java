package dev.animals.objects;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for photos in object stores.
 *
 * @param origins the origins of the stores that the service may call, such as
 * {@code https://photos.s3.eu-central-1.amazonaws.com}. By default there are none. An
 * origin with {@code http} allows calls without encryption.
 * @param networks the networks with private addresses in which a store may be, such as
 * {@code 10.96.0.0/12}. By default a store must have public addresses.
 * @param timeout how long a store may take to begin its answer, and how long no byte of
 * the object may arrive, above 0
 */
@ConfigurationProperties("animals.objects")
public record ObjectSettings(@DefaultValue List<String> origins, @DefaultValue List<String> networks,
		@DefaultValue("5s") Duration timeout) {

	private static final Pattern ORIGIN = Pattern.compile("https?://[^/@?#\\s]+");

	public ObjectSettings {
		origins = List.copyOf(origins);
		networks = List.copyOf(networks);
		for (String origin : origins) {
			if (!ORIGIN.matcher(origin).matches()) {
				throw new IllegalArgumentException("animals.objects.origins must be origins such as "
						+ "https://photos.example without a path, but one is " + origin);
			}
		}
		networks.forEach(Network::of);
		if (timeout.toMillis() < 1) {
			throw new IllegalArgumentException("animals.objects.timeout must be 1ms or more, but it is " + timeout);
		}
	}

}
