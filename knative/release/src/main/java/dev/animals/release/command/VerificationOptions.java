package dev.animals.release.command;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import picocli.CommandLine.Option;

import dev.animals.release.ExitCode;
import dev.animals.release.verification.Expectations;
import dev.animals.release.verification.ImageVerifier;

/**
 * The options of commands that give an image traffic. With VERIFY, they verify the image
 * before they change anything.
 */
final class VerificationOptions {

	@Option(names = "--verify", defaultValue = "${env:VERIFY:-}", arity = "0..1", fallbackValue = "true",
			paramLabel = "true|false",
			description = "Whether images need a valid signature and provenance (VERIFY, default false).")
	private String verify = "";

	@Option(names = "--cosign-key", defaultValue = "${env:COSIGN_KEY:-}", paramLabel = "FILE",
			description = "Public key that verifies signatures (COSIGN_KEY).")
	private String key = "";

	@Option(names = "--cosign-identity", defaultValue = "${env:COSIGN_IDENTITY:-}", paramLabel = "NAME",
			description = "Pipeline that must have built and, without a key, signed (COSIGN_IDENTITY).")
	private String identity = "";

	@Option(names = "--cosign-issuer", defaultValue = "${env:COSIGN_ISSUER:-}", paramLabel = "URL",
			description = "Issuer of that identity (COSIGN_ISSUER).")
	private String issuer = "";

	@Option(names = "--source-repository", defaultValue = "${env:SOURCE_REPOSITORY:-}", paramLabel = "URL",
			description = "Repository that images must be built from (SOURCE_REPOSITORY).")
	private String source = "";

	@Option(names = "--insecure-registries", defaultValue = "${env:INSECURE_REGISTRIES:-}", arity = "0..1",
			fallbackValue = "true", paramLabel = "true|false",
			description = "Whether the registry speaks plain HTTP (INSECURE_REGISTRIES, default false).")
	private String insecure = "";

	// Not a setting, because no variable may exchange the program.
	@Option(names = "--cosign", defaultValue = "cosign", hidden = true)
	private String cosign = "";

	/** The images of candidates that this run has verified. */
	private final Set<String> verified = new HashSet<>();

	/**
	 * Tells whether images are verified.
	 * @throws CommandException if VERIFY is neither true nor false
	 */
	boolean isOn() {
		return isTrue("VERIFY", this.verify);
	}

	private static boolean isTrue(String name, String value) {
		return switch (value) {
			case "true" -> true;
			case "", "false" -> false;
			default -> throw new CommandException("%s is true or false, not \"%s\".".formatted(name, value));
		};
	}

	/**
	 * Verifies the images that a deployment names, if VERIFY is set: the service's image,
	 * and the release program's, because its pods have rights in the cluster.
	 * @param image the service's image; blank if the deployment names none
	 * @return sentences for people
	 * @throws CommandException if a setting is missing or an image has no digest
	 */
	List<String> verifyDeployed(String image, DeadLetterImages deadLetters) {
		if (!isOn()) {
			return List.of();
		}
		return Stream.of(image, deadLetters.release()).filter((name) -> !name.isBlank()).map(this::verify).toList();
	}

	/**
	 * Verifies all images of a revision that is about to get traffic, if VERIFY is set.
	 * @param candidate the revision of the reading on which the caller decides; empty if
	 * there is none
	 * @throws CommandException if the image of a container is unknown
	 */
	void verifyCandidate(Session session, Optional<String> candidate) {
		if (!isOn() || candidate.isEmpty()) {
			return;
		}
		List<String> images = session.cluster().images(candidate.get());
		if (images.isEmpty() || images.contains("")) {
			throw new CommandException(ExitCode.NOT_VERIFIED,
					"An image of the candidate %s is unknown. Nothing was changed.".formatted(candidate.get()));
		}
		for (String image : images) {
			// If somebody else changed the Service meanwhile, the caller decides again.
			if (!this.verified.contains(image)) {
				session.say("%s", verify(image));
				this.verified.add(image);
			}
		}
	}

	/**
	 * Verifies an image.
	 * @return a sentence for people
	 */
	String verify(String image) {
		ImageReference reference = ImageReference.parse(image);
		String digest = reference.digest()
			.orElseThrow(() -> new CommandException(
					"Only an image with a digest can be verified: NAME@sha256:…, not %s.".formatted(image)));
		return new ImageVerifier(this.cosign, expectations()).verify(reference.text(), digest);
	}

	private Expectations expectations() {
		if (this.key.contains("-----BEGIN")) {
			// cosign would treat the key as a file name and print it.
			throw new CommandException(
					"COSIGN_KEY must be a file with a key, not the key itself. In GitLab, use a variable of type "
							+ "file.");
		}
		if (this.key.isBlank() && (this.identity.isBlank() || this.issuer.isBlank())) {
			throw new CommandException(
					"Say who must have signed: COSIGN_KEY=cosign.pub, or COSIGN_IDENTITY and COSIGN_ISSUER.");
		}
		if (this.source.isBlank()) {
			throw new CommandException("Say from which repository the image must have been built: "
					+ "SOURCE_REPOSITORY=https://gitlab.example.com/team/animals");
		}
		return new Expectations(Options.given(this.key), Options.given(this.identity), Options.given(this.issuer),
				this.source, isTrue("INSECURE_REGISTRIES", this.insecure));
	}

}
