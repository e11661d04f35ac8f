package dev.animals.release.command;

/**
 * How careful a command is before it changes something.
 */
public enum Caution {

	/** It changes nothing. */
	READS,

	/** It takes effect at once, in production too. */
	URGENT,

	/** It changes something, and has to be confirmed in production. */
	CHANGES,

	/** It deletes or overwrites something, and has to be confirmed everywhere. */
	DELETES

}
