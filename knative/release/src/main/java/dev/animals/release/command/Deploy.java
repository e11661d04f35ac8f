package dev.animals.release.command;

import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.Cluster;
import dev.animals.release.cluster.FeedbackSecret;
import dev.animals.release.cluster.Namespaces;

/** {@code deploy}. */
@Command(name = "deploy", description = "Deploys an image. The first is stable; later ones are candidate with 0 %%.")
final class Deploy extends ClusterCommand {

	@Option(names = "--image", defaultValue = "${env:IMAGE:-}", paramLabel = "NAME@sha256:DIGEST",
			description = "Image by digest, or dev.local/… if it was loaded into the nodes (IMAGE).")
	private String image = "";

	@Option(names = "--dead-letters-image", defaultValue = "${env:DEAD_LETTERS_IMAGE:-}", paramLabel = "IMAGE",
			description = "Image that prints dead letters (DEAD_LETTERS_IMAGE).")
	private String deadLetters = "";

	Deploy() {
		super(Caution.CHANGES);
	}

	@Override
	protected void check(Settings settings) {
		fixed(this.image);
		deadLetters(this.deadLetters);
	}

	/** Reads the image to deploy, which must not change behind its name. */
	static ImageReference fixed(String image) {
		ImageReference reference = image.isBlank() ? null : ImageReference.parse(image);
		if (reference == null || !reference.isFixed()) {
			throw new CommandException("IMAGE is deployed by digest: NAME@sha256:… (make push prints it), "
					+ "or dev.local/… if it was loaded into the nodes.");
		}
		return reference;
	}

	static Optional<ImageReference> deadLetters(String image) {
		return Options.given(image).map(ImageReference::parse);
	}

	@Override
	protected ExitCode run(Session session) throws InterruptedException {
		return deploy(session, fixed(this.image), deadLetters(this.deadLetters));
	}

	/** Deploys, holding the Lease. */
	static ExitCode deploy(Session session, ImageReference image, Optional<ImageReference> deadLetters)
			throws InterruptedException {
		Namespaces namespaces = new Namespaces(session.connection().client());
		String namespace = session.settings().namespace();
		String manifests = new Manifests(session.settings(), new Kubectl()).render(image, deadLetters,
				namespaces.receiveEvents());
		boolean administrator = namespaces.mayChange(namespace);
		boolean missing = namespaces.state(namespace) == Namespaces.State.MISSING;
		if (session.settings().dryRun() && missing) {
			session.say("Would create the namespace %s with:%n%s", namespace, manifests);
			return ExitCode.DONE;
		}
		if (administrator && missing) {
			session.say("Creates the namespace %s.", namespace);
			// Before the rest, because the key has to be in it.
			namespaces.create(namespace);
		}
		if (!session.settings().dryRun()) {
			new FeedbackSecret(session.connection().client(), namespace).createIfMissing();
		}
		try (Cluster.Lock _ = session.lock()) {
			// The namespace and its Pod Security labels belong to an administrator.
			return new Deployment(session, new Manifests(session.settings(), new Kubectl()),
					administrator ? "" : Manifests.OF_DEPLOYERS)
				.run(manifests);
		}
	}

}
