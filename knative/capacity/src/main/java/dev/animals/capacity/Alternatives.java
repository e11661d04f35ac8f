package dev.animals.capacity;

import java.util.ArrayList;
import java.util.List;

import dev.animals.capacity.autoscaler.ScalingSettings;

/** Settings that differ from the base in one or two values. */
final class Alternatives {

	private static final List<String> CHANGES = List.of("target=1", "target=4", "window=20s", "window=120s",
			"scale-down-delay=0s", "scale-to-zero-pod-retention-period=0s", "scale-to-zero-pod-retention-period=10m");

	private Alternatives() {
	}

	/**
	 * Returns the base and its alternatives.
	 * @param base the base
	 * @return the settings by what differs, the base first
	 */
	static List<Alternative> to(ScalingSettings base) {
		List<Alternative> all = new ArrayList<>(List.of(new Alternative("base", base)));
		List<String> changes = new ArrayList<>();
		for (int pods : new int[] { 0, 1, 2 }) {
			if (pods != base.minScale() && (base.maxScale() == 0 || pods <= base.maxScale())) {
				changes.add("min-scale=" + pods);
			}
		}
		changes.addAll(CHANGES);
		if (base.maxScale() > 0) {
			String more = "max-scale=" + 3 * base.maxScale();
			changes.addAll(List.of(more, "min-scale=1 " + more, "min-scale=2 " + more));
		}
		for (String change : changes) {
			all.add(new Alternative(change, base.with(change)));
		}
		return all;
	}

	/**
	 * Settings with a name.
	 *
	 * @param name what differs from the base
	 * @param settings the settings
	 */
	record Alternative(String name, ScalingSettings settings) {
	}

}
