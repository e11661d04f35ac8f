package dev.animals.release.rollout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.animals.release.cluster.Cluster;
import dev.animals.release.cluster.ClusterException;
import dev.animals.release.cluster.Service;
import dev.animals.release.cluster.Service.Condition;
import dev.animals.release.cluster.Service.Status;
import dev.animals.release.traffic.Entry;
import dev.animals.release.traffic.Tag;
import dev.animals.release.traffic.Traffic;

/** A Service in memory. */
public final class FakeCluster implements Cluster {

	public static final String STABLE = "animals-00001";

	public static final String CANDIDATE = "animals-00002";

	public Traffic traffic = new Traffic(
			List.of(new Entry(Tag.STABLE, STABLE, 100), new Entry(Tag.CANDIDATE, CANDIDATE, 0)));

	public Map<String, String> urls = Map.of("stable", "http://stable", "candidate", "http://candidate");

	public final Map<String, String> annotations = new HashMap<>();

	public @Nullable String holder;

	public int restarts;

	public boolean eventsFail;

	public final Set<String> notReady = new TreeSet<>();

	public final Set<String> warm = new TreeSet<>();

	public final List<String> events = new ArrayList<>();

	/** The shares that the candidate has had. */
	public final List<Integer> percents = new ArrayList<>();

	/** Is run before each call; may throw. */
	public Runnable beforeCall = () -> {
	};

	/** Is run before each write; may throw. */
	public Runnable beforeWrite = () -> {
	};

	/** Is run after each write, before the answer arrives; may throw. */
	public Runnable afterWrite = () -> {
	};

	private int version;

	@Override
	public Lock lock() {
		this.beforeCall.run();
		if (this.holder != null && !this.holder.equals("us")) {
			throw new ClusterException.Held(this.holder);
		}
		this.holder = "us";
		return new FakeLock();
	}

	@Override
	public Optional<String> holder() {
		return Optional.ofNullable(this.holder);
	}

	@Override
	public Optional<Service> find() {
		this.beforeCall.run();
		Condition ok = new Condition("True", "", "");
		return Optional.of(new Service(String.valueOf(this.version), this.version, this.traffic, this.traffic,
				Optional.of("http://animals"), this.urls, this.annotations,
				new Status(this.version, ok, ok, CANDIDATE, CANDIDATE)));
	}

	@Override
	public Optional<Long> write(Service before, Traffic traffic, Map<String, @Nullable String> annotations) {
		this.beforeCall.run();
		this.beforeWrite.run();
		if (!before.version().equals(String.valueOf(this.version))) {
			return Optional.empty();
		}
		changeBySomebody(traffic);
		annotations.forEach((name, value) -> {
			if (value == null) {
				this.annotations.remove(name);
			}
			else {
				this.annotations.put(name, value);
			}
		});
		this.percents.add(percent());
		this.afterWrite.run();
		return Optional.of((long) this.version);
	}

	public void changeBySomebody(Traffic traffic) {
		this.traffic = traffic;
		this.version++;
	}

	/** Something else at the Service changes, such as its status. */
	public void touch() {
		this.version++;
	}

	@Override
	public boolean awaitRoutes(long generation, Duration limit) {
		return true;
	}

	@Override
	public boolean ready(String revision) {
		this.beforeCall.run();
		return !this.notReady.contains(revision);
	}

	@Override
	public Pods pods(String revision) {
		this.beforeCall.run();
		return new Pods(1, 1, this.restarts, "");
	}

	@Override
	public boolean keepWarm(String revision, boolean warm) {
		this.beforeCall.run();
		return warm ? this.warm.add(revision) : this.warm.remove(revision);
	}

	@Override
	public boolean event(boolean warning, String reason, String message) {
		if (this.eventsFail) {
			return false;
		}
		this.events.add(reason);
		return true;
	}

	/** The candidate's present share. */
	public int percent() {
		return this.traffic.percent(CANDIDATE);
	}

	public String decision() {
		return this.annotations.getOrDefault(DECISION, "");
	}

	private final class FakeLock implements Lock {

		@Override
		public boolean held() {
			return "us".equals(FakeCluster.this.holder);
		}

		@Override
		public void close() {
			if (held()) {
				FakeCluster.this.holder = null;
			}
		}

	}

}
