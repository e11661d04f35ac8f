package dev.animals.release.command;

import dev.animals.release.ExitCode;

/**
 * A command cannot be carried out. The message says what to do.
 */
public final class CommandException extends RuntimeException {

	private final ExitCode code;

	/** A setting is missing or invalid. */
	public CommandException(String message) {
		this(ExitCode.USAGE, message);
	}

	/** The command ends with a code of its own. */
	public CommandException(ExitCode code, String message) {
		super(message);
		this.code = code;
	}

	/** Returns how the program ends. */
	public ExitCode code() {
		return this.code;
	}

}
