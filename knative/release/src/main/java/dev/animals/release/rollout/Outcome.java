package dev.animals.release.rollout;

import dev.animals.release.ExitCode;

/**
 * The ways in which a rollout can end, each with its exit code for pipelines.
 */
public enum Outcome {

	/** The candidate was promoted and has all traffic. */
	PROMOTED(ExitCode.DONE),

	/** There is no candidate, or it does not differ from stable. */
	NOTHING_TO_DO(ExitCode.DONE),

	/** The rollout could not begin. The candidate has no traffic. */
	NOT_BEGUN(ExitCode.USAGE),

	/** The Service was deleted meanwhile. */
	GONE(ExitCode.NOTHING_THERE),

	/** The candidate was worse. All traffic is on stable. */
	WORSE(ExitCode.WORSE),

	/** The candidate failed the smoke set before it got any traffic. */
	FAILED_SMOKE(ExitCode.FAILED_SMOKE),

	/**
	 * There are too few requests to judge the candidate. It keeps a small share of the
	 * traffic.
	 */
	HELD(ExitCode.HELD),

	/**
	 * The candidate was not shown to be as good as stable before the deadline. All
	 * traffic is on stable.
	 */
	UNDECIDED(ExitCode.UNDECIDED),

	/** Prometheus did not answer before its deadline. All traffic is on stable. */
	NO_METRICS(ExitCode.NO_METRICS),

	/** Another command or rollout holds the Lease. Nothing was changed. */
	LOCKED(ExitCode.LOCKED),

	/** The API server did not answer before the deadline. The traffic is as it was. */
	NO_CLUSTER(ExitCode.NO_CLUSTER),

	/** A signal stopped the rollout. All traffic is on stable. */
	STOPPED(ExitCode.STOPPED),

	/**
	 * Somebody else changed the traffic during the rollout. It was left as they set it.
	 */
	INTERFERED(ExitCode.INTERFERED),

	/**
	 * The API server rejected a request. All traffic is on stable if it could still be
	 * changed.
	 */
	DENIED(ExitCode.DENIED),

	/** The candidate was promoted, but taken back during the bake. */
	TAKEN_BACK_IN_BAKE(ExitCode.TAKEN_BACK_IN_BAKE),

	/**
	 * The promoted revision should be taken back, but no pod of the previous one starts.
	 */
	PREVIOUS_NOT_STARTED(ExitCode.TARGET_NOT_STARTED),

	/**
	 * The program failed unexpectedly. All traffic is on stable if that was possible. A
	 * revision that was promoted before keeps it.
	 */
	FAILED(ExitCode.FAILED);

	private final ExitCode code;

	Outcome(ExitCode code) {
		this.code = code;
	}

	/** Returns the exit code of the process. */
	public ExitCode code() {
		return this.code;
	}

}
