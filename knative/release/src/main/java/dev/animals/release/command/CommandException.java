package dev.animals.release.command;

import dev.animals.release.ExitCode;

/**
 * A command cannot be carried out. The message says what to do.
 */
public final class CommandException extends RuntimeException {

	private final ExitCode code;

	/** Creates an exception for a missing or invalid setting. */
	public CommandException(String message) {
		this(ExitCode.USAGE, message);
	}

	/** Creates an exception with its own exit code. */
	public CommandException(ExitCode code, String message) {
		super(message);
		this.code = code;
	}

	/** Returns the exit code. */
	public ExitCode code() {
		return this.code;
	}

}
