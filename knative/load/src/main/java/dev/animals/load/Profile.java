package dev.animals.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The shape of a load. Its stages have the same length, and the load of each is a
 * multiple of a base load, in requests per second or users.
 */
enum Profile {

	/** Checks briefly that the service works at all. */
	SMOKE(Duration.ofSeconds(10), Failures.FORBIDDEN, 2, 1),

	/**
	 * Sends the load that the service must sustain, even while revisions change and pods
	 * stop.
	 */
	STEADY(Duration.ofMinutes(3), Failures.FORBIDDEN, 0, 1),

	/** Finds the highest rate by doubling the number of users. */
	SATURATION(Duration.ofSeconds(90), Failures.ALLOWED, 1, 1, 2, 4, 8, 16, 32),

	/**
	 * Rises to twice the base load, at which the service is expected to reject some
	 * requests.
	 */
	STEP(Duration.ofMinutes(4), Failures.ALLOWED, 0, 0.5, 1, 1.5, 2),

	/** Rises suddenly and falls again, so that pods are added and removed. */
	SPIKE(Duration.ofMinutes(5), Failures.ALLOWED, 0, 0.2, 2, 0.2, 0.2, 0.2),

	/** Sends the steady load long enough to reveal a memory leak. */
	SOAK(Duration.ofHours(1), Failures.FORBIDDEN, 0, 1);

	/** The length of all stages together, unless the user sets another. */
	final Duration duration;

	final Failures failures;

	/**
	 * The base load in users, unless the user sets another one. 0 means a rate instead:
	 * half of the rate that saturates the service.
	 */
	final int users;

	@SuppressWarnings("ImmutableEnumChecker") // the array is never changed
	private final double[] multiples;

	Profile(Duration duration, Failures failures, int users, double... multiples) {
		this.duration = duration;
		this.failures = failures;
		this.users = users;
		this.multiples = multiples;
	}

	static Profile named(String name) {
		return Arrays.stream(values())
			.filter((profile) -> profile.toString().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"PROFILE must be one of %s, not %s.".formatted(List.of(values()), name)));
	}

	List<Stage> stages(Stage.Unit unit, double base, Duration total) {
		Duration each = total.dividedBy(this.multiples.length);
		return Arrays.stream(this.multiples)
			.map((multiple) -> (unit == Stage.Unit.USERS) ? Math.ceil(multiple * base) : multiple * base)
			.mapToObj((amount) -> new Stage(unit, amount, each))
			.toList();
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** What a failed request means for the run. */
	enum Failures {

		/** The run fails. */
		FORBIDDEN,

		/** The failure is counted, but the run does not fail. */
		ALLOWED

	}

}
