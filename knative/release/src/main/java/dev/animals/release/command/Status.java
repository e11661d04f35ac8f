package dev.animals.release.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.animals.release.ExitCode;

/** {@code status}. */
@Command(name = "status",
		description = "Shows tags, revisions, traffic, pods, images, who holds the Lease, and the last decision.")
final class Status extends ClusterCommand {

	@Option(names = { "-o", "--output" }, defaultValue = "${env:OUTPUT:-text}", paramLabel = "text|json",
			description = "Format of the output (OUTPUT, default text).")
	private String output = "text";

	Status() {
		super(Caution.READS);
	}

	@Override
	protected void check(Settings settings) {
		if (!this.output.matches("|text|json")) {
			throw new CommandException("The output is text or json: make status OUTPUT=json");
		}
	}

	@Override
	protected ExitCode run(Session session) throws InterruptedException {
		StatusReport report = StatusReport.of(session);
		session.say("%s", this.output.equals("json") ? report.json() : report.text());
		return ExitCode.DONE;
	}

}
