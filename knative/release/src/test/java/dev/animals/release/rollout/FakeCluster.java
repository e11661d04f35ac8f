package dev.animals.release.rollout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.animals.release.cluster.ClusterException;
import dev.animals.release.cluster.Service;
import dev.animals.release.simulation.SimulatedCluster;
import dev.animals.release.traffic.Traffic;

/** A Service in memory that can fail. */
final class FakeCluster extends SimulatedCluster {

	Map<String, String> urls = super.urls();

	@Nullable String holder;

	int restarts;

	/** Revisions of which no pod is ready. */
	final Set<String> withoutPods = new TreeSet<>();

	boolean eventsFail;

	final Set<String> notReady = new TreeSet<>();

	final Set<String> warm = new TreeSet<>();

	final List<String> events = new ArrayList<>();

	/** The shares that the rollout has given the candidate so far, in per cent. */
	final List<Integer> percents = new ArrayList<>();

	/** Runs before each call and may throw. */
	Runnable beforeCall = () -> {
	};

	/** Runs before the gateway confirms new traffic and may throw. */
	Runnable beforeRoutes = () -> {
	};

	/** Runs before each write and may throw. */
	Runnable beforeWrite = () -> {
	};

	/** Runs after each write, before the answer arrives, and may throw. */
	Runnable afterWrite = () -> {
	};

	@Override
	protected Map<String, String> urls() {
		return this.urls;
	}

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
		return super.find();
	}

	@Override
	public Optional<Long> write(Service before, Traffic traffic, Map<String, @Nullable String> annotations) {
		this.beforeCall.run();
		this.beforeWrite.run();
		Optional<Long> written = super.write(before, traffic, annotations);
		if (written.isPresent()) {
			if (percent() != before.traffic().percent(CANDIDATE)) {
				this.percents.add(percent());
			}
			this.afterWrite.run();
		}
		return written;
	}

	@Override
	public boolean awaitRoutes(long generation, Duration limit) {
		this.beforeRoutes.run();
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
		return new Pods(1, this.withoutPods.contains(revision) ? 0 : 1, this.restarts, "");
	}

	@Override
	public boolean keepWarm(String revision, int pods) {
		this.beforeCall.run();
		return (pods > 0) ? this.warm.add(revision) : this.warm.remove(revision);
	}

	@Override
	public boolean event(boolean warning, String reason, String message) {
		if (this.eventsFail) {
			return false;
		}
		this.events.add(reason);
		return true;
	}

	String decision() {
		return annotations().getOrDefault(DECISION, "");
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
