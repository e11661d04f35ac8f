package dev.animals.release.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.animals.release.traffic.Traffic;

/**
 * The Service {@code animals} of one namespace. Methods throw a {@link ClusterException}:
 * {@link ClusterException.Unreachable} if the API server did not answer, so that another
 * attempt may succeed, and {@link ClusterException.Denied} if it rejected the request.
 */
public interface Cluster {

	/** The annotation with the state of a rollout that is under way. */
	String ROLLOUT = "animals.dev/rollout";

	/** The annotation with the last decision, in a sentence. */
	String DECISION = "animals.dev/rollout-decision";

	/** The annotation with the id and the outcome of the last rollout that has ended. */
	String ENDED = "animals.dev/rollout-ended";

	/** The annotation with the name of the drift baseline. */
	String DRIFT_BASELINE = "animals.dev/drift-baseline";

	/** Reads the Service, if there is one. */
	Optional<Service> find();

	/**
	 * Reads the Service.
	 * @throws ClusterException.Missing if there is none
	 */
	default Service read() {
		return find().orElseThrow(ClusterException.Missing::new);
	}

	/**
	 * Writes traffic and annotations in one request, which fails if the Service was
	 * changed since it was read.
	 * @param before the Service on which the decision is based
	 * @param traffic the new traffic
	 * @param annotations the annotations to set; null removes one
	 * @return the generation that was written; empty if somebody else changed the Service
	 */
	Optional<Long> write(Service before, Traffic traffic, Map<String, @Nullable String> annotations);

	/**
	 * Waits until the gateway has the routes of a generation, even if not all revisions
	 * are ready.
	 * @param generation the generation that was written
	 * @param limit the longest time to wait
	 * @return whether the gateway has the routes
	 * @throws InterruptedException if the program is to stop
	 */
	boolean awaitRoutes(long generation, Duration limit) throws InterruptedException;

	/** Tells whether a revision may get traffic, because it exists and has not failed. */
	boolean ready(String revision);

	/** Reads the pods of a revision. */
	Pods pods(String revision);

	/**
	 * Keeps pods of a tagged revision running, or lets the revision scale to zero again.
	 * @param revision the revision
	 * @param pods the smallest number of pods; 0 for the number that the revision had
	 * before
	 * @return false if the right to patch revisions is missing
	 */
	boolean keepWarm(String revision, int pods);

	/**
	 * Takes the Lease and renews it in the background until the lock is closed.
	 * @throws ClusterException.Held if somebody else holds it
	 */
	Lock lock();

	/** Returns who holds the Lease. */
	Optional<String> holder();

	/**
	 * Writes an Event about the Service. A failure is only returned, because the Event
	 * only informs people.
	 */
	boolean event(boolean warning, String reason, String message);

	/** The Lease, held by this process. */
	interface Lock extends AutoCloseable {

		/**
		 * Tells whether this process still holds the Lease. It is lost if it could not be
		 * renewed in time.
		 */
		boolean held();

		@Override
		void close();

	}

	/**
	 * The pods of a revision.
	 *
	 * @param running the pods that are not terminating
	 * @param ready how many of them are ready
	 * @param restarts how often their containers restarted
	 * @param problem why a container does not run, such as {@code ImagePullBackOff};
	 * empty if no problem is known
	 */
	record Pods(int running, int ready, int restarts, String problem) {
	}

}
