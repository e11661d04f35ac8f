package dev.animals.release.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

import io.fabric8.kubernetes.api.model.Quantity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.animals.release.ExitCode;
import dev.animals.release.deadletters.DeadLetterSink;
import dev.animals.release.deadletters.SinkSettings;

/** {@code dead-letters}. */
@Command(name = "dead-letters", description = "Stores events that could not be delivered, inside the cluster.")
final class DeadLetters implements Callable<Integer> {

	@Option(names = "--directory", required = true, paramLabel = "FOLDER", description = "Folder for the events.")
	private Path directory = Path.of("");

	@Option(names = "--retention", defaultValue = "P7D", paramLabel = "DURATION",
			description = "How long an event is kept, in ISO 8601 (default ${DEFAULT-VALUE}).")
	private Duration retention = Duration.ZERO;

	@Option(names = "--limit", defaultValue = "256Mi", paramLabel = "SIZE",
			description = "Largest size of all stored events (default ${DEFAULT-VALUE}).")
	private String limit = "";

	@Option(names = "--largest", defaultValue = "24Mi", paramLabel = "SIZE",
			description = "Largest size of one event (default ${DEFAULT-VALUE}).")
	private String largest = "";

	@Option(names = "--port", defaultValue = "8080", paramLabel = "PORT",
			description = "Port that receives events (default ${DEFAULT-VALUE}).")
	private int port;

	@Option(names = "--reading-port", defaultValue = "8081", paramLabel = "PORT",
			description = "Port of 127.0.0.1 at which events are read (default ${DEFAULT-VALUE}).")
	private int readingPort;

	@Option(names = "--metrics-port", defaultValue = "9400", paramLabel = "PORT",
			description = "Port of the metrics (default ${DEFAULT-VALUE}).")
	private int metricsPort;

	@Override
	public Integer call() throws IOException, InterruptedException {
		if (!Files.isDirectory(this.directory)) {
			throw new CommandException("There is no folder %s.".formatted(this.directory));
		}
		DeadLetterSink.run(settings(), new DeadLetterSink.Ports(this.port, this.readingPort, this.metricsPort),
				System.out);
		return ExitCode.DONE.code();
	}

	private SinkSettings settings() {
		try {
			return new SinkSettings(this.directory, this.retention, bytes(this.limit), bytes(this.largest));
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new CommandException(String.valueOf(ex.getMessage()));
		}
	}

	/** Reads a size as Kubernetes writes it, such as 256Mi. */
	private static long bytes(String size) {
		return Quantity.getAmountInBytes(Quantity.parse(size)).longValueExact();
	}

}
