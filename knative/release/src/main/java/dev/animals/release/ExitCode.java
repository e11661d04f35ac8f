package dev.animals.release;

/**
 * The exit codes of all commands. {@code docs/reference/release.md} documents them, and a
 * test compares the two.
 */
public enum ExitCode {

	/** The command succeeded, or there was nothing to do. */
	DONE(0),

	/** The program or a program that it called failed unexpectedly. */
	FAILED(1),

	/** An option or a setting is missing or invalid. */
	USAGE(2),

	/** The new revision did not start. The traffic is as it was. */
	NOT_STARTED(3),

	/** There is no Service, no usable candidate, or no revision to roll back to. */
	NOTHING_THERE(4),

	/** health-check: the service answered a known photo wrongly. */
	WRONG_ANSWER(5),

	/** health-check: there was no answer in time. */
	TOO_SLOW(6),

	/** No kubeconfig says which cluster to use. */
	NO_KUBECONFIG(7),

	/** The command needs CONFIRM with the name of the namespace. Nothing was changed. */
	NOT_CONFIRMED(8),

	/** The namespace was not created for this service. Nothing was changed. */
	NOT_OURS(9),

	/** rollout: the candidate was worse. All traffic is on stable. */
	WORSE(10),

	/** rollout: the candidate failed the smoke set before it got any traffic. */
	FAILED_SMOKE(11),

	/**
	 * rollout: the candidate was not shown to be as good as stable before the deadline.
	 * All traffic is on stable.
	 */
	UNDECIDED(12),

	/** rollout: Prometheus did not answer in time. All traffic is on stable. */
	NO_METRICS(13),

	/** Another command or rollout holds the Lease. Nothing was changed. */
	LOCKED(14),

	/** The API server did not answer. */
	NO_CLUSTER(15),

	/** The command was stopped by a signal. A rollout gives all traffic to stable. */
	STOPPED(16),

	/**
	 * Somebody else changed the traffic during the command. It was left as they set it.
	 */
	INTERFERED(17),

	/** The API server rejected the identity or its rights (401, 403). */
	DENIED(18),

	/** rollback: no pod of the target started. The traffic is as it was. */
	TARGET_NOT_STARTED(19),

	/** rollout: the promoted revision was taken back during the bake. */
	TAKEN_BACK_IN_BAKE(20),

	/** The traffic was written, but the gateway did not confirm it in time. */
	ROUTES_NOT_READY(21),

	/** rotate-key: tokens of the older key are still valid. Nothing was changed. */
	KEY_IN_USE(22),

	/**
	 * rollout: there are too few requests to judge the candidate. It keeps a small share.
	 */
	HELD(23),

	/**
	 * drift-baseline: too few photos were counted, or in too short a time. Nothing was
	 * changed.
	 */
	TOO_FEW_PHOTOS(24),

	/** drift-baseline: the candidate has traffic. Nothing was changed. */
	ROLLOUT_UNDER_WAY(25),

	/**
	 * The signature, the bill of materials or the provenance of an image is missing or
	 * wrong. Nothing was changed.
	 */
	NOT_VERIFIED(26),

	/** health-check: the address cannot be reached. */
	UNREACHABLE_URL(3),

	/** health-check: the service is not ready. */
	NOT_READY(4);

	private final int code;

	ExitCode(int code) {
		this.code = code;
	}

	/** Returns the exit code of the process. */
	public int code() {
		return this.code;
	}

	/** Returns the exit code that has a number; {@link #FAILED} if none has it. */
	public static ExitCode of(int code) {
		for (ExitCode known : values()) {
			if (known.code == code) {
				return known;
			}
		}
		return FAILED;
	}

}
