package dev.animals.release.command;

import java.time.Clock;

import picocli.CommandLine.Command;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.Cluster;
import dev.animals.release.cluster.FeedbackSecret;
import dev.animals.release.cluster.ServicePods;

/** The command {@code rotate-key}. */
@Command(name = "rotate-key", description = "Replaces the feedback key without rejecting tokens that were issued.")
final class RotateKey extends ClusterCommand {

	RotateKey() {
		super(Caution.CHANGES);
	}

	@Override
	protected ExitCode run(Session session) throws InterruptedException {
		session.cluster().read();
		String namespace = session.settings().namespace();
		try (Cluster.Lock _ = session.lock()) {
			return rotate(session, namespace);
		}
	}

	private static ExitCode rotate(Session session, String namespace) throws InterruptedException {
		return new KeyRotation(session, new FeedbackSecret(session.connection().client(), namespace),
				new ServicePods(session.connection().client(), namespace), Clock.systemUTC())
			.run();
	}

}
