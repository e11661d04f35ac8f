package dev.animals.release.command;

import java.io.IOException;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;

import dev.animals.release.ExitCode;
import dev.animals.release.export.TrafficExporter;

/** {@code export}. */
@Command(name = "export", description = "Serves the Service's traffic as metrics, inside the cluster.")
final class Export implements Callable<Integer> {

	@Override
	public Integer call() throws IOException, InterruptedException {
		TrafficExporter.run();
		return ExitCode.DONE.code();
	}

}
