package dev.animals.release.command;

/**
 * How dangerous a command is, and therefore whether it needs a confirmation.
 */
public enum Caution {

	/** The command changes nothing. */
	READS,

	/** The command never needs a confirmation, even in production. */
	URGENT,

	/** The command changes something, and needs a confirmation in production. */
	CHANGES,

	/**
	 * The command deletes or overwrites something, and needs a confirmation everywhere.
	 */
	DELETES

}
