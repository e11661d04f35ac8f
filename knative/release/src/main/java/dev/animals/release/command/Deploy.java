package dev.animals.release.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.Cluster;
import dev.animals.release.cluster.FeedbackSecret;
import dev.animals.release.cluster.Namespaces;

/** {@code deploy}. */
@Command(name = "deploy", description = "Deploys an image. The first is stable; later ones are candidate with 0 %%.")
final class Deploy extends ClusterCommand {

	@Mixin
	private final DeployedImage image = new DeployedImage();

	Deploy() {
		super(Caution.CHANGES);
	}

	@Override
	protected void check(Settings settings) {
		this.image.check();
		this.image.verify().forEach(this::say);
	}

	@Override
	protected ExitCode run(Session session) throws InterruptedException {
		return deploy(session, this.image.image(), this.image.deadLetters(), Deploying::run);
	}

	/**
	 * Creates the namespace and the feedback key if they are missing, takes the Lease,
	 * and carries out steps while it is held.
	 * @param steps deploys, and makes further changes that must happen under the same
	 * Lease
	 */
	static ExitCode deploy(Session session, ImageReference image, DeadLetterImages deadLetters, Steps steps)
			throws InterruptedException {
		Namespaces namespaces = new Namespaces(session.connection().client());
		String namespace = session.settings().namespace();
		Manifests overlay = new Manifests(session.settings(), Kubectl.of(session.connection()));
		String manifests = overlay.render(image, deadLetters, namespaces.receiveEvents());
		boolean administrator = namespaces.mayChange(namespace);
		boolean missing = namespaces.state(namespace) == Namespaces.State.MISSING;
		if (session.settings().dryRun() && missing) {
			session.say("Would create the namespace %s with:%n%s", namespace, manifests);
			return ExitCode.DONE;
		}
		if (administrator && missing) {
			session.say("Creates the namespace %s.", namespace);
			// The namespace is created first, because the feedback key has to be stored
			// in it.
			namespaces.create(namespace);
		}
		if (!session.settings().dryRun()) {
			new FeedbackSecret(session.connection().client(), namespace).createIfMissing();
		}
		try (Cluster.Lock _ = session.lock()) {
			// Only an administrator may apply the namespace and its Pod Security labels.
			Deployment deployment = new Deployment(session, overlay, administrator ? "" : Manifests.OF_DEPLOYERS);
			return steps.run(() -> deployment.run(manifests));
		}
	}

	/** Applies the manifests and waits for the new revision. */
	@FunctionalInterface
	interface Deploying {

		ExitCode run() throws InterruptedException;

	}

	/** The steps that run while the Lease is held. */
	@FunctionalInterface
	interface Steps {

		ExitCode run(Deploying deploying) throws InterruptedException;

	}

}
