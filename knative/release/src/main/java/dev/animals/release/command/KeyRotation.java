package dev.animals.release.command;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.FeedbackSecret;
import dev.animals.release.cluster.FeedbackSecret.Content;
import dev.animals.release.cluster.ServicePods;

/**
 * Changes the feedback key in two phases, because pods read the key only when they start.
 * First all pods learn to verify with the new key, and only then do they sign with it. So
 * no pod ever rejects a token that another pod has signed. The phase is an annotation of
 * the Secret, so that an interrupted rotation can be resumed.
 */
final class KeyRotation {

	/** The annotation with the current phase. */
	private static final String PHASE = "animals.dev/key-rotation";

	/** The annotation with the end of the last rotation. */
	private static final String ROTATED = "animals.dev/key-rotated";

	private static final String VERIFY = "verify";

	private static final String SIGN = "sign";

	/** How long a token is valid. */
	private static final Duration VALID = Duration.ofDays(30);

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private final Session session;

	private final FeedbackSecret secret;

	private final ServicePods pods;

	private final Clock clock;

	KeyRotation(Session session, FeedbackSecret secret, ServicePods pods, Clock clock) {
		this.session = session;
		this.secret = secret;
		this.pods = pods;
		this.clock = clock;
	}

	ExitCode run() throws InterruptedException {
		Content content = read();
		String phase = content.annotations().getOrDefault(PHASE, "");
		if (phase.isEmpty()) {
			Optional<Instant> free = blockedUntil(content);
			if (free.isPresent() && !this.session.settings().force()) {
				this.session
					.warn(("Tokens of the older key are valid until %s, and another rotation would reject them. "
							+ "Nothing was changed. To go on nevertheless: FORCE=true")
						.formatted(free.get()));
				return ExitCode.KEY_IN_USE;
			}
		}
		else {
			this.session.say("A rotation was interrupted; it goes on.");
		}
		if (this.session.settings().dryRun()) {
			this.session.say("Would change the key and restart the pods of the service twice.");
			return ExitCode.DONE;
		}
		if (phase.isEmpty()) {
			write(content, Map.of("key", key(content, "key"), "previous", FeedbackSecret.randomKey()), VERIFY);
		}
		if (!phase.equals(SIGN)) {
			restart();
			Content verified = read();
			write(verified, Map.of("key", key(verified, "previous"), "previous", key(verified, "key")), SIGN);
		}
		restart();
		finish();
		this.session.say("The feedback key was changed. Tokens of the old key are valid for 30 more days.");
		return ExitCode.DONE;
	}

	private Optional<Instant> blockedUntil(Content content) {
		String rotated = content.annotations().getOrDefault(ROTATED, "");
		try {
			return Optional.of(rotated)
				.filter((text) -> !text.isEmpty())
				.map((text) -> Instant.parse(text).plus(VALID))
				.filter(this.clock.instant()::isBefore);
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	private Content read() {
		return this.secret.read()
			.orElseThrow(() -> new CommandException(ExitCode.NOTHING_THERE,
					"There is no Secret %s; make deploy creates it.".formatted(FeedbackSecret.NAME)));
	}

	private static String key(Content content, String name) {
		return Optional.ofNullable(content.data().get(name))
			.orElseThrow(() -> new CommandException(ExitCode.NOTHING_THERE,
					"The Secret %s has no value %s.".formatted(FeedbackSecret.NAME, name)));
	}

	private void write(Content before, Map<String, String> data, String phase) {
		change(before, data, Map.of(PHASE, phase));
	}

	private void finish() {
		Map<String, @Nullable String> annotations = new HashMap<>();
		annotations.put(PHASE, null);
		annotations.put(ROTATED, this.clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
		change(read(), Map.of(), annotations);
	}

	private void change(Content before, Map<String, String> data, Map<String, @Nullable String> annotations) {
		if (!this.secret.write(before, data, annotations)) {
			throw new CommandException(ExitCode.INTERFERED,
					"Somebody else changed the feedback key meanwhile. Run make rotate-key again to go on.");
		}
	}

	/**
	 * Restarts the pods that started before the phase. The activator holds new requests
	 * until new pods are ready, and the old pods finish their requests.
	 */
	private void restart() throws InterruptedException {
		Set<String> old = this.pods.stop(read().written());
		long deadline = System.nanoTime() + LIMIT.toNanos();
		while (this.pods.anyOf(old)) {
			if (System.nanoTime() > deadline) {
				throw new CommandException(ExitCode.FAILED,
						"Pods were still stopping after %d s. Run make rotate-key again to go on."
							.formatted(LIMIT.toSeconds()));
			}
			Thread.sleep(Duration.ofMillis(500));
		}
	}

}
