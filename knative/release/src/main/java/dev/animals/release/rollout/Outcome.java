package dev.animals.release.rollout;

/**
 * How a rollout ended. Pipelines read the exit status, which is the one of the
 * {@link dev.animals.release.ExitCode} with the same meaning.
 */
public enum Outcome {

	/** The candidate is stable, with all traffic. */
	PROMOTED(0),

	/** There is no candidate that differs from stable. */
	NOTHING_TO_DO(0),

	/** The rollout could not begin. Nothing was changed. */
	NOT_BEGUN(2),

	/** The Service was deleted meanwhile. */
	GONE(4),

	/** The candidate was worse. All traffic is on stable. */
	WORSE(10),

	/** The candidate failed the smoke set, and no user met it. */
	FAILED_SMOKE(11),

	/** Too little was seen before the deadline. All traffic is on stable. */
	UNDECIDED(12),

	/** Prometheus did not answer before its deadline. All traffic is on stable. */
	NO_METRICS(13),

	/** Another command or rollout holds the Lease. Nothing was changed. */
	LOCKED(14),

	/** The API server did not answer for too long. Traffic is as it was. */
	NO_CLUSTER(15),

	/** A signal stopped the rollout. All traffic is on stable. */
	STOPPED(16),

	/** Somebody else changed the traffic meanwhile. It is as they left it. */
	INTERFERED(17),

	/**
	 * The API server rejected a request. Traffic is on stable if that was still possible.
	 */
	DENIED(18),

	/** The candidate was promoted, and taken back during the bake. */
	TAKEN_BACK_IN_BAKE(20);

	private final int status;

	Outcome(int status) {
		this.status = status;
	}

	/** Returns the exit status. */
	public int status() {
		return this.status;
	}

}
