package dev.animals.release.command;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.animals.release.ExitCode;

/** The command {@code namespace}, which needs no cluster. */
@Command(name = "namespace", description = "Prints the name of the environment's namespace.")
final class NamespaceCommand implements Callable<Integer> {

	@Mixin
	private final Options options = new Options();

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Override
	public Integer call() {
		this.spec.commandLine().getOut().println(this.options.settings().namespace());
		this.spec.commandLine().getOut().flush();
		return ExitCode.DONE.code();
	}

}
