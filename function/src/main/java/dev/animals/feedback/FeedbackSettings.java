package dev.animals.feedback;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for signing prediction tokens.
 *
 * @param key the secret that signs new tokens, at least 32 characters. Without it, each
 * process creates a random key and accepts only its own tokens. A blank key is invalid,
 * because it is a mistake in the deployment.
 * @param previousKey the secret before the last change. Tokens that it signed are still
 * accepted.
 * @param validity how long a token is accepted, above 0
 * @param recent how old an answer may be for its feedback to count as accuracy, above 0.
 * Feedback on older answers is counted separately.
 * @param askOneIn one in this many answers is chosen by chance for a request for
 * feedback, if the sender can ask its user; 0 chooses none
 * @param service the Knative Service that this process belongs to, which makes a key
 * necessary; empty outside Knative
 */
@ConfigurationProperties("animals.feedback")
public record FeedbackSettings(@Nullable String key, @Nullable String previousKey,
		@DefaultValue("30d") Duration validity, @DefaultValue("7d") Duration recent, @DefaultValue("0") int askOneIn,
		@DefaultValue("") String service) {

	/** The default in {@code application.yaml}, which means that there is no key. */
	private static final String UNSET = "unset";

	public FeedbackSettings {
		key = check("key", key);
		previousKey = check("previous-key", previousKey);
		if (key == null && !service.isEmpty()) {
			throw new IllegalArgumentException("animals.feedback.key (FEEDBACK_KEY) is not set, but Knative runs this "
					+ "process, so it is one of several pods. They need the same key to accept feedback on each "
					+ "other's answers. Set it from the Secret animals-feedback");
		}
		if (!recent.isPositive()) {
			throw new IllegalArgumentException("animals.feedback.recent must be above 0, but it is " + recent);
		}
		if (!validity.isPositive()) {
			throw new IllegalArgumentException("animals.feedback.validity must be above 0, but it is " + validity);
		}
		if (askOneIn < 0) {
			throw new IllegalArgumentException("animals.feedback.ask-one-in must be 0 or more, but it is " + askOneIn);
		}
	}

	private static @Nullable String check(String name, @Nullable String key) {
		if (key == null || key.equals(UNSET)) {
			return null;
		}
		if (key.isBlank() || key.length() < 32) {
			throw new IllegalArgumentException("animals.feedback.%s must have at least 32 characters".formatted(name));
		}
		return key;
	}

	// Hides the keys, which the generated method of a record would show.
	@Override
	public String toString() {
		return "FeedbackSettings[validity=%s]".formatted(this.validity);
	}

}
