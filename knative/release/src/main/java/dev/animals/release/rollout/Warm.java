package dev.animals.release.rollout;

import java.time.Duration;
import java.time.Instant;

import dev.animals.release.cluster.ClusterException;
import dev.animals.release.rollout.Rollout.Parts;

/**
 * Keeps pods running: those of the candidate that its next share needs, so that no user
 * waits for one to start, and one of the previous revision during the bake, so that a
 * rollback takes effect at once. A failure is only reported, because everything works
 * without these pods as well; users only have to wait for pods to start.
 */
final class Warm {

	private static final Duration PAUSE = Duration.ofSeconds(2);

	private Warm() {
	}

	/**
	 * Starts as many pods of the candidate as its next share needs, and waits for them.
	 * Stable's pods show how many a share needs.
	 * @param percent the next share, in 1–99
	 */
	static void forShare(Parts parts, State state, int percent) throws InterruptedException {
		int needed = Math.ceilDiv(parts.patience().ask(() -> parts.cluster().pods(state.stable())).ready() * percent,
				100 - state.percent());
		if (needed <= 1) {
			// The calls that keep the candidate warm keep one pod.
			return;
		}
		if (!change(parts, state.candidate(), needed)) {
			parts.view().said("The pods that the next step needs are not started in advance.");
			return;
		}
		Instant until = parts.time().now().plus(parts.settings().clusterDeadline());
		while (parts.patience().ask(() -> parts.cluster().pods(state.candidate())).ready() < needed) {
			if (parts.time().now().isAfter(until)) {
				parts.view().said("Not all of the %d pods that the next step needs are ready.".formatted(needed));
				return;
			}
			parts.time().sleepUntil(parts.time().now().plus(PAUSE));
		}
	}

	static void keep(Parts parts, String revision) {
		if (!change(parts, revision, 1)) {
			parts.view().said("No pod of %s is kept running during the bake.".formatted(revision));
		}
	}

	static void release(Parts parts, String revision) {
		if (!change(parts, revision, 0)) {
			parts.view().said("Pods of %s may keep running.".formatted(revision));
		}
	}

	private static boolean change(Parts parts, String revision, int pods) {
		try {
			return parts.cluster().keepWarm(revision, pods);
		}
		catch (ClusterException ex) {
			return false;
		}
	}

}
