package dev.animals.release.command;

import picocli.CommandLine.Command;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.FeedbackSecret;
import dev.animals.release.cluster.Service;
import dev.animals.release.traffic.Tag;

/** {@code backup}. */
@Command(name = "backup",
		description = "Prints the feedback key, the stable image and the drift baseline, which only the cluster has; "
				+ "keep it secret.")
final class Backup extends ClusterCommand {

	Backup() {
		super(Caution.READS);
	}

	@Override
	protected ExitCode run(Session session) {
		Service service = session.cluster().read();
		String image = service.traffic()
			.revision(Tag.STABLE)
			.flatMap(session.cluster()::image)
			.orElseThrow(
					() -> new CommandException(ExitCode.NOTHING_THERE, "No revision is stable: no image to back up."));
		FeedbackSecret.Content secret = new FeedbackSecret(session.connection().client(),
				session.settings().namespace())
			.read()
			.orElseThrow(() -> new CommandException(ExitCode.NOTHING_THERE,
					"There is no Secret %s to back up.".formatted(FeedbackSecret.NAME)));
		session.say("%s", BackupFile.of(image, secret.data(), new BaselineChange(session).current(service)).text());
		return ExitCode.DONE;
	}

}
