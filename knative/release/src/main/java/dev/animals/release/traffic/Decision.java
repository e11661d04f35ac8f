package dev.animals.release.traffic;

/**
 * The decision of a command about the traffic.
 */
public sealed interface Decision {

	/** Returns the decision in a sentence for people. */
	String sentence();

	/**
	 * The traffic changes.
	 *
	 * @param traffic the new traffic
	 * @param sentence the effect on the users
	 */
	record Change(Traffic traffic, String sentence) implements Decision {
	}

	/**
	 * The traffic is already as it should be.
	 *
	 * @param sentence the reason
	 */
	record Unchanged(String sentence) implements Decision {
	}

	/**
	 * The command cannot be carried out.
	 *
	 * @param reason the kind of reason
	 * @param sentence the reason and what to do next
	 */
	record Rejected(Reason reason, String sentence) implements Decision {
	}

	/** The kinds of reasons why a command cannot be carried out. */
	enum Reason {

		/** No revision has the tag candidate, or it is not ready. */
		NO_CANDIDATE,

		/** No revision has the tag stable. */
		NO_STABLE,

		/** There is no revision to roll back to. */
		NO_TARGET,

		/** The candidate is not the revision that was judged. */
		OTHER_CANDIDATE

	}

}
