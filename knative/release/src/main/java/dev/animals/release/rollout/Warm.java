package dev.animals.release.rollout;

import dev.animals.release.cluster.ClusterException;
import dev.animals.release.rollout.Rollout.Parts;

/**
 * Keeps a pod of the previous revision running during the bake, so that a rollback takes
 * effect at once. A failure is only reported, because a rollback works without that pod
 * as well; it only has to wait for a pod to start.
 */
final class Warm {

	private Warm() {
	}

	static void keep(Parts parts, String revision) {
		if (!change(parts, revision, true)) {
			parts.view().said("No pod of %s is kept running during the bake.".formatted(revision));
		}
	}

	static void release(Parts parts, String revision) {
		if (!change(parts, revision, false)) {
			parts.view().said("A pod of %s may keep running.".formatted(revision));
		}
	}

	private static boolean change(Parts parts, String revision, boolean warm) {
		try {
			return parts.cluster().keepWarm(revision, warm);
		}
		catch (ClusterException ex) {
			return false;
		}
	}

}
