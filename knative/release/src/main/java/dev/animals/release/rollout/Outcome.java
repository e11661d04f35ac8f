package dev.animals.release.rollout;

import dev.animals.release.ExitCode;

/**
 * How a rollout ended. Pipelines read the exit code.
 */
public enum Outcome {

	/** The candidate is stable, with all traffic. */
	PROMOTED(ExitCode.DONE),

	/** There is no candidate that differs from stable. */
	NOTHING_TO_DO(ExitCode.DONE),

	/** The rollout could not begin. The candidate has no traffic. */
	NOT_BEGUN(ExitCode.USAGE),

	/** The Service was deleted meanwhile. */
	GONE(ExitCode.NOTHING_THERE),

	/** The candidate was worse. All traffic is on stable. */
	WORSE(ExitCode.WORSE),

	/** The candidate failed the smoke set, and no user met it. */
	FAILED_SMOKE(ExitCode.FAILED_SMOKE),

	/** Too little was seen before the deadline. All traffic is on stable. */
	UNDECIDED(ExitCode.UNDECIDED),

	/** Prometheus did not answer before its deadline. All traffic is on stable. */
	NO_METRICS(ExitCode.NO_METRICS),

	/** Another command or rollout holds the Lease. Nothing was changed. */
	LOCKED(ExitCode.LOCKED),

	/** The API server did not answer for too long. Traffic is as it was. */
	NO_CLUSTER(ExitCode.NO_CLUSTER),

	/** A signal stopped the rollout. All traffic is on stable. */
	STOPPED(ExitCode.STOPPED),

	/** Somebody else changed the traffic meanwhile. It is as they left it. */
	INTERFERED(ExitCode.INTERFERED),

	/**
	 * The API server rejected a request. Traffic is on stable if that was still possible.
	 */
	DENIED(ExitCode.DENIED),

	/** The candidate was promoted, and taken back during the bake. */
	TAKEN_BACK_IN_BAKE(ExitCode.TAKEN_BACK_IN_BAKE);

	private final ExitCode code;

	Outcome(ExitCode code) {
		this.code = code;
	}

	/** Returns the exit code of the process. */
	public ExitCode code() {
		return this.code;
	}

}
