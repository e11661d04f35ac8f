package dev.animals.e2e.outages;

import java.time.Duration;

/**
 * A way to take away something that the service needs. A command is a line for the shell,
 * or {@code $NAME} for a setting that contains one, because it depends on the cluster's
 * nodes.
 *
 * @param name the name by which {@code OUTAGES} and {@code WITHOUT} select it
 * @param asleep whether the service has scaled to zero before
 * @param start the command that starts the outage
 * @param length how long the outage lasts after this command; zero if the cluster repairs
 * the damage by itself
 * @param end the command that ends the outage; empty if there is none
 */
record Outage(String name, boolean asleep, String start, Duration length, String end) {

	Outage(String name, String start) {
		this(name, false, start, Duration.ZERO, "");
	}

	/** Returns the same outage for a service that has scaled to zero. */
	Outage whileAsleep() {
		return new Outage(this.name + "-asleep", true, this.start, this.length, this.end);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
