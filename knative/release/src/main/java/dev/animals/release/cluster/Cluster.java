package dev.animals.release.cluster;

<<<<<<< HEAD
import java.time.Duration;
=======
import java.util.List;
>>>>>>> rollout
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

<<<<<<< HEAD
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
	 * Waits until the gateway routes as a generation says, no matter whether all revisions
	 * are ready.
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

	/** Writes an Event about the Service. It is best effort: a failure is only returned. */
	boolean event(boolean warning, String reason, String message);

	/** The Lease, held by this process. */
	interface Lock extends AutoCloseable {

		/** Tells whether the Lease is still ours. It is lost if it could not be renewed in time. */
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
	 * @param problem why a container does not run, such as {@code ImagePullBackOff}; empty
	 * if none is known
	 */
	record Pods(int running, int ready, int restarts, String problem) {
=======
import dev.animals.release.rollout.State;

/**
 * The one Service whose traffic is split. Every method throws
 * {@link UnreachableException} if the API server does not answer.
 */
public interface Cluster {

	/**
	 * Takes the lock, or keeps it. It falls to others when it was not kept for a while.
	 * @return whether it is ours
	 */
	boolean lock();

	/** Gives the lock back, if it is ours. */
	void unlock();

	/** The Service as it is now. */
	Service read();

	/**
	 * Changes traffic and state at once, so that neither is ever there without the other.
	 * @param before what is to be changed
	 * @param traffic the new split
	 * @param state the rollout that is under way; null if none is
	 * @param decision a sentence to keep at the Service; null leaves the last one
	 * @return whether it was changed; not if somebody has changed the Service since
	 */
	boolean write(Service before, List<Target> traffic, @Nullable State state, @Nullable String decision);

	/**
	 * Writes an Event about the Service.
	 * @param warning whether something is wrong
	 * @param reason in one word
	 * @param message what happened
	 */
	void event(boolean warning, String reason, String message);

	/** How often the containers of a revision's present pods were started again. */
	int restarts(String revision);

	/**
	 * The Service.
	 *
	 * @param version which changes with every change
	 * @param traffic the split that is asked for
	 * @param urls of the traffic tags
	 * @param state the rollout that is under way
	 */
	record Service(String version, List<Target> traffic, Map<String, String> urls, Optional<State> state) {

		/** The revision of a traffic tag. */
		public Optional<String> revision(String tag) {
			return this.traffic.stream().filter((target) -> tag.equals(target.tag())).map(Target::revision).findFirst();
		}

		/** The share of a revision, in per cent. */
		public int percent(String revision) {
			return this.traffic.stream()
				.filter((target) -> target.revision().equals(revision))
				.mapToInt(Target::percent)
				.sum();
		}

	}

	/**
	 * A share of the traffic.
	 *
	 * @param tag its name, if it has one
	 * @param revision who gets it
	 * @param percent how much
	 */
	record Target(@Nullable String tag, String revision, int percent) {
	}

	/** The API server does not answer, or not as it should. */
	class UnreachableException extends RuntimeException {

		public UnreachableException(String message, Throwable cause) {
			super(message, cause);
		}

>>>>>>> rollout
	}

}
