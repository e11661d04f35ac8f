package dev.animals.load;

import java.time.Duration;

import io.gatling.javaapi.core.ClosedInjectionStep;
import io.gatling.javaapi.core.OpenInjectionStep;

import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;

/**
 * A period of constant load.
 *
 * @param unit the unit of the amount
 * @param amount above 0; a whole number if the unit is users
 * @param duration the length of the period
 */
record Stage(Unit unit, double amount, Duration duration) {

	/** Sends requests at a constant rate without waiting for answers. */
	OpenInjectionStep open() {
		return constantUsersPerSec(this.amount).during(this.duration);
	}

	/** Lets each user send the next request as soon as the last one is answered. */
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

	/** The unit of a load. */
	enum Unit {

		REQUESTS_PER_SECOND("%.1f requests/s"), USERS("%.0f users");

		private final String format;

		Unit(String format) {
			this.format = format;
		}

	}

}
