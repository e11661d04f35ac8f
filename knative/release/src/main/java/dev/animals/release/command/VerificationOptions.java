package dev.animals.release.command;

import java.util.Optional;

import picocli.CommandLine.Option;

import dev.animals.release.traffic.Tag;
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
			fallbackValue = "true", paramLabel = "true",
			description = "Whether the registry speaks plain HTTP (INSECURE_REGISTRIES).")
	private String insecure = "";

	/**
	 * Tells whether images are verified.
	 * @throws CommandException if VERIFY is neither true nor false
	 */
	boolean isOn() {
		return switch (this.verify) {
			case "true" -> true;
			case "", "false" -> false;
			default -> throw new CommandException("VERIFY is true or false, not \"%s\".".formatted(this.verify));
		};
	}

	/**
	 * Verifies an image if VERIFY is set.
	 * @throws CommandException if a setting is missing or the image has no digest
	 */
	Optional<String> verifyIfOn(String image) {
		return isOn() ? Optional.of(verify(image)) : Optional.empty();
	}

	/** Verifies the image of the candidate, if there is one, and if VERIFY is set. */
	void verifyCandidate(Session session) {
		if (isOn()) {
			session.cluster()
				.read()
				.traffic()
				.revision(Tag.CANDIDATE)
				.flatMap(session.cluster()::image)
				.ifPresent((image) -> session.say("%s", verify(image)));
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
		return new ImageVerifier("cosign", expectations()).verify(reference.text(), digest);
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
				this.source, this.insecure.equals("true"));
	}

}
