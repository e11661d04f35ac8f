package dev.animals.release.command;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.animals.release.ExitCode;

/** The command {@code verify}, which needs no cluster. */
@Command(name = "verify", description = "Verifies the signature, the bill of materials and the provenance of an image.")
final class Verify implements Callable<Integer> {

	@Option(names = "--image", defaultValue = "${env:IMAGE:-}", paramLabel = "NAME@sha256:DIGEST",
			description = "Image to verify (IMAGE).")
	private String image = "";

	@Mixin
	private final VerificationOptions verification = new VerificationOptions();

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Override
	public Integer call() {
		this.spec.commandLine().getOut().println(this.verification.verify(this.image));
		this.spec.commandLine().getOut().flush();
		return ExitCode.DONE.code();
	}

}
