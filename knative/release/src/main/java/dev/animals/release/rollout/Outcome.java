package dev.animals.release.rollout;

/**
 * How a rollout ended. Pipelines read the exit status.
 */
public enum Outcome {

	/** The candidate is stable, with all traffic. */
	PROMOTED(0),

	/** There is no candidate that differs from stable. */
	NOTHING_TO_DO(0),

	/** It was worse. All traffic is on stable. */
	WORSE(10),

	/** It failed the smoke set, and no user met it. */
	FAILED_SMOKE(11),

	/** Too little was seen before the deadline. All traffic is on stable. */
	UNDECIDED(12),

	/** Prometheus did not answer before its deadline. All traffic is on stable. */
	NO_METRICS(13),

	/** Another rollout is under way. Nothing was changed. */
	LOCKED(14),

	/** The API server did not answer for too long. Traffic is as it was. */
	NO_CLUSTER(15),

	/** It was stopped by a signal. All traffic is on stable. */
	STOPPED(16),

	/** Somebody else has changed the traffic meanwhile, which was left as it is. */
	INTERFERED(17);

	private final int status;

	Outcome(int status) {
		this.status = status;
	}

	/** The exit status. */
	public int status() {
		return this.status;
	}

}
