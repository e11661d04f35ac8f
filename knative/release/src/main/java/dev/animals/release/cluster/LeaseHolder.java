package dev.animals.release.cluster;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import org.jspecify.annotations.Nullable;

/**
 * The holder of a Lease.
 *
 * @param name the holder, such as {@code adam@laptop (pid 7)}; null if nobody holds it
 * @param renewed when it was renewed last, by the holder's clock
 */
record LeaseHolder(@Nullable String name, @Nullable ZonedDateTime renewed) {

	private static final Pattern PROCESS = Pattern.compile("(?<who>.*) \\(pid (?<pid>[0-9]{1,18})\\)");

	static LeaseHolder of(Lease lease) {
		return new LeaseHolder(lease.getSpec().getHolderIdentity(), lease.getSpec().getRenewTime());
	}

	/**
	 * Tells whether a process may continue as this holder: it is the same one, or this
	 * one was killed on the same machine.
	 */
	boolean isSame(String process) {
		if (process.equals(this.name)) {
			return true;
		}
		Matcher parts = PROCESS.matcher((this.name != null) ? this.name : "");
		return parts.matches() && process.startsWith(parts.group("who") + " (pid ")
				&& ProcessHandle.of(Long.parseLong(parts.group("pid"))).isEmpty();
	}

	/**
	 * Tells whether nobody holds the Lease, or its last renewal is older than a duration
	 * by this machine's clock.
	 */
	boolean isLate(Duration duration) {
		return this.name == null || this.name.isEmpty() || this.renewed == null
				|| this.renewed.plus(duration).isBefore(ZonedDateTime.now(ZoneOffset.UTC));
	}

}
