package dev.animals.release.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.animals.release.traffic.Traffic;

/**
 * The Service {@code animals} of one namespace. Methods throw a {@link ClusterException}:
 * {@link ClusterException.Unreachable} if the API server did not answer, which may pass,
 * and {@link ClusterException.Denied} if it rejected the request, which will not.
 */
public interface Cluster {

	/** The annotation that holds a rollout that is under way. */
	String ROLLOUT = "animals.dev/rollout";

	/** The annotation that holds the last decision in a sentence. */
	String DECISION = "animals.dev/rollout-decision";

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
	 * Writes traffic and annotations in one request that fails if the Service was changed
	 * since it was read.
	 * @param before the reading that the change was decided from
	 * @param traffic the new traffic
	 * @param annotations the annotations to set; null removes one
	 * @return the generation that was written, empty if somebody else changed the Service
	 */
	Optional<Long> write(Service before, Traffic traffic, Map<String, @Nullable String> annotations);

	/**
	 * Waits until the gateway routes as a generation says, no matter whether all
	 * revisions are ready.
	 * @param generation the generation that was written
	 * @param limit how long to wait
	 * @return whether it does
	 * @throws InterruptedException if the program is to stop
	 */
	boolean awaitRoutes(long generation, Duration limit) throws InterruptedException;

	/** Tells whether a revision could get traffic: it exists and did not fail. */
	boolean ready(String revision);

	/** Reads the pods of a revision. */
	Pods pods(String revision);

	/**
	 * Keeps one pod of a tagged revision running, or lets it scale to zero again.
	 * @return whether it was possible; not without the right to patch revisions
	 */
	boolean keepWarm(String revision, boolean warm);

	/**
	 * Takes the Lease and renews it in the background until it is closed.
	 * @throws ClusterException.Held if somebody else holds it
	 */
	Lock lock();

	/** Returns who holds the Lease. */
	Optional<String> holder();

	/**
	 * Writes an Event about the Service. It is best effort: a failure is only returned.
	 */
	boolean event(boolean warning, String reason, String message);

	/** The Lease, held by this process. */
	interface Lock extends AutoCloseable {

		/**
		 * Tells whether the Lease is still ours. It is lost if it could not be renewed in
		 * time.
		 */
		boolean held();

		@Override
		void close();

	}

	/**
	 * The pods of a revision.
	 *
	 * @param running the pods that are not terminating
	 * @param ready those of them that answer
	 * @param restarts how often their containers were started again
	 * @param problem why a container does not run, such as {@code ImagePullBackOff};
	 * empty if none is known
	 */
	record Pods(int running, int ready, int restarts, String problem) {
	}

}
