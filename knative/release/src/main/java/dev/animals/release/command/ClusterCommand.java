package dev.animals.release.command;

import java.util.concurrent.Callable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.animals.release.ExitCode;

/**
 * A command that needs a cluster.
 */
public abstract class ClusterCommand implements Callable<Integer> {

	private final Caution caution;

	@Mixin
	private final Options options = new Options();

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	/**
	 * Creates a command.
	 * @param caution how dangerous the command is
	 */
	protected ClusterCommand(Caution caution) {
		this.caution = caution;
	}

	/**
	 * Runs the command.
	 * @return the exit code
	 * @throws InterruptedException if the program is to stop
	 */
	protected abstract ExitCode run(Session session) throws InterruptedException;

	/**
	 * Checks what can be checked without a cluster.
	 * @throws CommandException if an option is missing or invalid
	 */
	protected void check(Settings settings) {
	}

	/** Prints a line before there is a session. */
	protected final void say(String sentence) {
		this.spec.commandLine().getOut().println(sentence);
		this.spec.commandLine().getOut().flush();
	}

	@Override
	public final Integer call() throws InterruptedException {
		Settings settings = this.options.settings();
		check(settings);
		try (Session session = Session.open(settings, this.spec.commandLine().getOut(),
				this.spec.commandLine().getErr())) {
			session.begin(this.caution);
			return run(session).code();
		}
	}

}
