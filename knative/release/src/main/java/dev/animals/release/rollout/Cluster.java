package dev.animals.release.rollout;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

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

	}

}
