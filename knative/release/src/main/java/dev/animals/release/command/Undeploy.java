package dev.animals.release.command;

import java.time.Duration;

import picocli.CommandLine.Command;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.Namespaces;

/** {@code undeploy}. */
@Command(name = "undeploy", description = "Deletes the environment's namespace with everything in it.")
final class Undeploy extends ClusterCommand {

	private static final Duration LIMIT = Duration.ofMinutes(5);

	Undeploy() {
		super(Caution.DELETES);
	}

	@Override
	protected ExitCode run(Session session) throws InterruptedException {
		String namespace = session.settings().namespace();
		session.say("+ kubectl delete namespace %s", namespace);
		if (session.settings().dryRun()) {
			return ExitCode.DONE;
		}
		Namespaces namespaces = new Namespaces(session.connection().client());
		namespaces.delete(namespace);
		long deadline = System.nanoTime() + LIMIT.toNanos();
		while (namespaces.state(namespace) != Namespaces.State.MISSING) {
			if (System.nanoTime() > deadline) {
				session.warn("The namespace %s is still being deleted.".formatted(namespace));
				return ExitCode.FAILED;
			}
			Thread.sleep(Duration.ofMillis(500));
		}
		session.say("The namespace %s is deleted.", namespace);
		return ExitCode.DONE;
	}

}
