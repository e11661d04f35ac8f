package dev.animals.feedback;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How prediction tokens are signed.
 *
 * @param key the secret that signs, 32 bytes or longer; without one a random one is made,
 * which no other process knows
 * @param previousKey the secret before that, which is still believed, so that a key can
 * be changed while tokens are about
 * @param validity how long a token is believed
 */
@ConfigurationProperties("animals.feedback")
public record FeedbackSettings(@Nullable String key, @Nullable String previousKey,
		@DefaultValue("30d") Duration validity) {

	public FeedbackSettings {
		key = check("key", key);
		previousKey = check("previous-key", previousKey);
		if (!validity.isPositive()) {
			throw new IllegalArgumentException("animals.feedback.validity must be above 0, not " + validity);
		}
	}

	private static @Nullable String check(String name, @Nullable String key) {
		if (key == null || key.isBlank()) {
			return null;
		}
		if (key.length() < 32) {
			throw new IllegalArgumentException("animals.feedback.%s must be 32 characters or longer".formatted(name));
		}
		return key;
	}

	// A record's own text would print the keys.
	@Override
	public String toString() {
		return "FeedbackSettings[validity=%s]".formatted(this.validity);
	}

}
