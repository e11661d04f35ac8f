package dev.animals.release.verification;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.release.process.Program;

/**
 * Verifies the signature, the bill of materials and the provenance of images with
 * <a href="https://docs.sigstore.dev/cosign/verifying/verify">cosign</a>.
 *
 * @param cosign the program
 * @param expected who must have signed, and from what the images must have been built
 */
public record ImageVerifier(String cosign, Expectations expected) {

	/** What cosign calls a signature in a bundle, and in its older format. */
	private static final Set<String> SIGNATURES = Set.of("https://sigstore.dev/cosign/sign/v1",
			"cosign container image signature");

	/**
	 * Verifies an image.
	 * @param image the image
	 * @param digest its digest, which the name contains
	 * @return a sentence for people
	 * @throws UnverifiedImageException if the signature, the bill of materials or the
	 * provenance is missing or wrong, or if cosign cannot be started
	 */
	public String verify(String image, String digest) {
		if (!hasSignature(run(image, "signature", "verify"))) {
			throw new UnverifiedImageException(
					"%s has attestations, but no signature. Nothing was changed.".formatted(image));
		}
		run(image, "bill of materials", "verify-attestation", "--type", "cyclonedx");
		List<Provenance> all = Provenance
			.read(run(image, "provenance", "verify-attestation", "--type", "slsaprovenance1"));
		List<String> differences = new ArrayList<>();
		for (Provenance provenance : all) {
			Optional<String> difference = provenance.difference(digest, this.expected);
			if (difference.isEmpty()) {
				return "%s was built from %s at %s by %s and signed by %s.".formatted(image, provenance.source(),
						provenance.commit(), provenance.builder(), this.expected.signer());
			}
			differences.add(difference.get());
		}
		throw new UnverifiedImageException("The provenance of %s is wrong: %s. Nothing was changed.".formatted(image,
				String.join("; ", differences)));
	}

	/**
	 * Tells whether cosign verified a signature. For bundles, {@code cosign verify} also
	 * accepts an attestation.
	 */
	private static boolean hasSignature(String verified) {
		try {
			return new JsonMapper().readTree(verified)
				.valueStream()
				.anyMatch((each) -> SIGNATURES.contains(each.at("/critical/type").asString("")));
		}
		catch (JacksonException ex) {
			throw new UnverifiedImageException("cosign printed signatures that cannot be read: " + ex.getMessage());
		}
	}

	private String run(String image, String what, String... arguments) {
		List<String> words = new ArrayList<>(List.of(this.cosign));
		words.addAll(List.of(arguments));
		words.addAll(this.expected.options());
		words.add(image);
		try {
			Program.Result result = Program.run(words, "");
			if (result.status() != 0) {
				throw new UnverifiedImageException(
						"The %s of %s could not be verified for %s. Nothing was changed. cosign says: %s"
							.formatted(what, image, this.expected.signer(), result.errors().strip()));
			}
			return result.output();
		}
		catch (IOException ex) {
			throw new UnverifiedImageException(
					"%s cannot be started, so %s was not verified. Install it, or add it to PATH. Nothing was changed."
						.formatted(this.cosign, image));
		}
	}

}
