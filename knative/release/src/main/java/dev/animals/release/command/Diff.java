package dev.animals.release.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.Namespaces;

/** {@code diff}. */
@Command(name = "diff", description = "Shows what a deploy would change, by a dry run of the API server.")
final class Diff extends ClusterCommand {

	@Mixin
	private final DeployedImage image = new DeployedImage();

	Diff() {
		super(Caution.READS);
	}

	@Override
	protected void check(Settings settings) {
		this.image.check();
	}

	@Override
	protected ExitCode run(Session session) {
		Namespaces namespaces = new Namespaces(session.connection().client());
		Manifests manifests = new Manifests(session.settings(), Kubectl.of(session.connection()));
		String rendered = manifests.render(this.image.image(), this.image.deadLetters(), namespaces.receiveEvents());
		if (namespaces.state(session.settings().namespace()) == Namespaces.State.MISSING) {
			session.say("The namespace %s does not exist. A deploy would create it with:%n%s",
					session.settings().namespace(), rendered);
			return ExitCode.DONE;
		}
		String selector = namespaces.mayChange(session.settings().namespace()) ? "" : Manifests.OF_DEPLOYERS;
		String difference = manifests.diff(rendered, selector);
		session.say("%s", difference.isBlank() ? "A deploy would change nothing." : difference.stripTrailing());
		return ExitCode.DONE;
	}

}
