package dev.animals.release.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.FeedbackSecret;
import dev.animals.release.cluster.Namespaces;
import dev.animals.release.cluster.ServicePods;

/** {@code restore}. */
@Command(name = "restore",
		description = "Restores the feedback key, the stable image and the drift baseline from a file of backup.")
final class Restore extends ClusterCommand {

	@Option(names = "--backup", defaultValue = "${env:BACKUP:-}", paramLabel = "FILE",
			description = "What backup printed (BACKUP).")
	private String backup = "";

	@Mixin
	private final VerificationOptions verification = new VerificationOptions();

	@Mixin
	private final DeadLetterImages deadLetters = new DeadLetterImages();

	Restore() {
		super(Caution.CHANGES);
	}

	@Override
	protected void check(Settings settings) {
		if (this.backup.isBlank() || !Files.isRegularFile(Path.of(this.backup))) {
			throw new CommandException("Say what make backup printed: make restore BACKUP=FILE");
		}
		this.verification.verifyDeployed(BackupFile.read(Path.of(this.backup)).image().text(), this.deadLetters)
			.forEach(this::say);
	}

	@Override
	protected ExitCode run(Session session) throws InterruptedException {
		BackupFile file = BackupFile.read(Path.of(this.backup));
		String namespace = session.settings().namespace();
		Namespaces namespaces = new Namespaces(session.connection().client());
		if (namespaces.state(namespace) == Namespaces.State.MISSING && !session.settings().dryRun()) {
			namespaces.create(namespace);
		}
		FeedbackSecret secret = new FeedbackSecret(session.connection().client(), namespace);
		Optional<FeedbackSecret.Content> existing = secret.read();
		if (existing.isPresent() && !existing.get().data().equals(file.data())) {
			session.say("There is a feedback key in %s already. The backup replaces it.", namespace);
			session.begin(Caution.DELETES);
		}
		session.say("Restores the key and %s%s", file.imageText(),
				file.baseline().map((baseline) -> " and " + baseline.name()).orElse(""));
		return Deploy.deploy(session, file.image(), this.deadLetters, (deploying) -> {
			boolean changed = !session.settings().dryRun() && write(secret, existing, file.data());
			ExitCode code = deploying.run();
			if (changed && existing.isPresent()) {
				session.say("Restarts the pods, which read the key only when they start.");
				new ServicePods(session.connection().client(), namespace).stop(Instant.now());
			}
			if (code == ExitCode.DONE && !session.settings().dryRun()) {
				file.baseline().ifPresent(new BaselineChange(session)::restore);
			}
			return code;
		});
	}

	/**
	 * Writes the key. Tokens of the key that it replaces stay valid.
	 * @return whether it was another key
	 */
	private static boolean write(FeedbackSecret secret, Optional<FeedbackSecret.Content> before,
			Map<String, String> data) {
		Optional<FeedbackSecret.Content> now = secret.read();
		if (now.isPresent() && now.get().data().equals(data)) {
			return false;
		}
		if (now.isEmpty()) {
			secret.create(data);
			return true;
		}
		Map<String, String> restored = new TreeMap<>(data);
		before.map((content) -> content.data().get("key"))
			.filter((key) -> !key.equals(data.get("key")))
			.ifPresent((key) -> restored.put("previous", key));
		if (!secret.write(now.get(), restored, Map.of())) {
			throw new CommandException(ExitCode.INTERFERED,
					"Somebody else changed the feedback key meanwhile. Nothing was changed.");
		}
		return true;
	}

}
