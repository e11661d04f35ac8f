package dev.animals.feedback;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for signing prediction tokens.
 *
 * @param key the secret that signs new tokens, at least 32 characters. Without it, each
 * process creates a random key and accepts only its own tokens.
 * @param previousKey the secret before the last change. Tokens that it signed are still
 * accepted.
 * @param validity how long a token is accepted, above 0
 */
@ConfigurationProperties("animals.feedback")
public record FeedbackSettings(@Nullable String key, @Nullable String previousKey,
		@DefaultValue("30d") Duration validity) {

	public FeedbackSettings {
		key = check("key", key);
		previousKey = check("previous-key", previousKey);
		if (!validity.isPositive()) {
			throw new IllegalArgumentException("animals.feedback.validity must be above 0, but it is " + validity);
		}
	}

	private static @Nullable String check(String name, @Nullable String key) {
		if (key == null || key.isBlank()) {
			return null;
		}
		if (key.length() < 32) {
			throw new IllegalArgumentException("animals.feedback.%s must have at least 32 characters".formatted(name));
		}
		return key;
	}

	// Hides the keys, which the default text of a record would show.
	@Override
	public String toString() {
		return "FeedbackSettings[validity=%s]".formatted(this.validity);
	}

}
