package dev.animals.load;

import java.time.Duration;

import io.gatling.javaapi.core.ClosedInjectionStep;
import io.gatling.javaapi.core.OpenInjectionStep;

import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;

/**
 * A while of constant load.
 *
 * @param unit what the amount counts
 * @param amount above 0; whole numbers of users
 * @param duration how long
 */
record Stage(Unit unit, double amount, Duration duration) {

	/** Requests that come whether earlier ones were answered or not. */
	OpenInjectionStep open() {
		return constantUsersPerSec(this.amount).during(this.duration);
	}

	/** Users of whom each sends the next request when the last one was answered. */
	ClosedInjectionStep closed() {
		return constantConcurrentUsers((int) this.amount).during(this.duration);
	}

	double seconds() {
		return this.duration.toMillis() / 1e3;
	}

	@Override
	public String toString() {
		return this.unit.format.formatted(this.amount);
	}

	/** How load is measured out. */
	enum Unit {

		REQUESTS_PER_SECOND("%.1f requests/s"), USERS("%.0f users");

		private final String format;

		Unit(String format) {
			this.format = format;
		}

	}

}
