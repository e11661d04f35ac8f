package dev.animals.release.command;

import java.io.IOException;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.animals.release.ExitCode;
import dev.animals.release.export.TrafficExporter;
import dev.animals.release.prometheus.Source;
import dev.animals.release.run.RolloutSettings;

/** {@code export}. */
@Command(name = "export",
		description = "Serves the Services' traffic and the judge's verdicts as metrics, inside the cluster.")
final class Export implements Callable<Integer> {

	@Mixin
	private final Options options = new Options();

	@Mixin
	private final RolloutOptions rollout = new RolloutOptions();

	@Override
	public Integer call() throws IOException, InterruptedException {
		RolloutSettings settings = this.rollout.settings(this.options.settings());
		TrafficExporter.run(dev.animals.release.rollout.Settings.read(settings.rollout()),
				settings.prometheus().map(Source::at));
		return ExitCode.DONE.code();
	}

}
