package dev.animals.release.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** A Service in memory. */
public final class FakeCluster implements Cluster {

	public static final String STABLE = "animals-00001";

	public static final String CANDIDATE = "animals-00002";

	public List<Target> traffic = List.of(new Target("stable", STABLE, 100), new Target("candidate", CANDIDATE, 0));

	public @Nullable State state;

	public @Nullable String decision;

	public @Nullable String holder;

	public int restarts;

	public final List<String> events = new ArrayList<>();

	/** The shares that the candidate has had. */
	public final List<Integer> percents = new ArrayList<>();

	/** Is run before each call; may throw. */
	public Runnable beforeCall = () -> {
	};

	private int version;

	@Override
	public boolean lock() {
		this.beforeCall.run();
		if (this.holder == null) {
			this.holder = "us";
		}
		return this.holder.equals("us");
	}

	@Override
	public void unlock() {
		this.beforeCall.run();
		this.holder = null;
	}

	@Override
	public Service read() {
		this.beforeCall.run();
		return new Service(String.valueOf(this.version), this.traffic,
				Map.of("stable", "http://stable", "candidate", "http://candidate"), Optional.ofNullable(this.state));
	}

	@Override
	public boolean write(Service before, List<Target> traffic, @Nullable State state, @Nullable String decision) {
		this.beforeCall.run();
		if (!before.version().equals(String.valueOf(this.version))) {
			return false;
		}
		changeBySomebody(traffic);
		this.state = state;
		this.decision = (decision != null) ? decision : this.decision;
		this.percents.add(percent());
		return true;
	}

	public void changeBySomebody(List<Target> traffic) {
		this.traffic = List.copyOf(traffic);
		this.version++;
	}

	@Override
	public void event(boolean warning, String reason, String message) {
		this.beforeCall.run();
		this.events.add(reason);
	}

	@Override
	public int restarts(String revision) {
		this.beforeCall.run();
		return this.restarts;
	}

	/** The candidate's present share. */
	public int percent() {
		return this.traffic.stream()
			.filter((target) -> target.revision().equals(CANDIDATE))
			.mapToInt(Target::percent)
			.sum();
	}

}
