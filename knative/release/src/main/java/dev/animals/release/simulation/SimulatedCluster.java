package dev.animals.release.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.animals.release.cluster.Cluster;
import dev.animals.release.cluster.Service;
import dev.animals.release.cluster.Service.Condition;
import dev.animals.release.cluster.Service.Status;
import dev.animals.release.traffic.Entry;
import dev.animals.release.traffic.Tag;
import dev.animals.release.traffic.Traffic;

/**
 * A Service in memory, with a candidate that has no traffic yet. Every request succeeds
 * and nobody else changes anything.
 */
public class SimulatedCluster implements Cluster {

	/** The revision of the stable version. */
	public static final String STABLE = "animals-00001";

	/** The revision of the candidate. */
	public static final String CANDIDATE = "animals-00002";

	private static final Map<String, String> URLS = Map.of("stable", "http://stable", "candidate", "http://candidate");

	private Traffic traffic = new Traffic(
			List.of(new Entry(Tag.STABLE, STABLE, 100), new Entry(Tag.CANDIDATE, CANDIDATE, 0)));

	private final Map<String, String> annotations = new HashMap<>();

	private final int stablePods;

	private int candidatePods = 1;

	private int percent;

	private int version;

	/** Creates a Service whose stable revision has one pod. */
	public SimulatedCluster() {
		this(1);
	}

	/** Creates a Service whose stable revision has some pods. */
	SimulatedCluster(int stablePods) {
		this.stablePods = stablePods;
	}

	/** Returns the current split. */
	public final Traffic traffic() {
		return this.traffic;
	}

	/** Returns the Service's annotations. They can be changed. */
	public final Map<String, String> annotations() {
		return this.annotations;
	}

	/** Returns the candidate's current share in per cent. */
	public final int percent() {
		return this.percent;
	}

	/** Changes the split, like a person who uses another tool. */
	public final void change(Traffic traffic) {
		this.traffic = traffic;
		// Users ask for the share with every request.
		this.percent = traffic.percent(CANDIDATE);
		touch();
	}

	/** Raises the resource version, so that writes based on an older version fail. */
	public final void touch() {
		this.version++;
	}

	/** Returns the addresses of the tags. */
	protected Map<String, String> urls() {
		return URLS;
	}

	@Override
	public Optional<Service> find() {
		Condition ok = new Condition("True", "", "");
		return Optional.of(new Service(String.valueOf(this.version), this.version, this.traffic, this.traffic,
				Optional.of("http://animals"), urls(), this.annotations,
				new Status(this.version, ok, ok, CANDIDATE, CANDIDATE)));
	}

	@Override
	public Optional<Long> write(Service before, Traffic traffic, Map<String, @Nullable String> annotations) {
		if (!before.version().equals(String.valueOf(this.version))) {
			return Optional.empty();
		}
		change(traffic);
		annotations.forEach((name, value) -> {
			if (value == null) {
				this.annotations.remove(name);
			}
			else {
				this.annotations.put(name, value);
			}
		});
		return Optional.of((long) this.version);
	}

	@Override
	public boolean awaitRoutes(long generation, Duration limit) {
		return true;
	}

	@Override
	public boolean ready(String revision) {
		return true;
	}

	@Override
	public Pods pods(String revision) {
		int pods = revision.equals(STABLE) ? this.stablePods : this.candidatePods;
		return new Pods(pods, pods, 0, "");
	}

	@Override
	public boolean keepWarm(String revision, int pods) {
		if (revision.equals(CANDIDATE)) {
			this.candidatePods = Math.max(1, pods);
		}
		return true;
	}

	@Override
	public Lock lock() {
		return new Lock() {

			@Override
			public boolean held() {
				return true;
			}

			@Override
			public void close() {
				// No other process uses the lock.
			}

		};
	}

	@Override
	public Optional<String> holder() {
		return Optional.empty();
	}

	@Override
	public boolean event(boolean warning, String reason, String message) {
		return true;
	}

}
