package dev.animals.release.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Uses a program that stands for cosign. {@code knative/pipeline/tests/registry} uses the
 * real cosign and a registry.
 */
class ImageVerifierTests {

	private static final String DIGEST = "sha256:" + Statement.DIGEST;

	private static final String IMAGE = "registry.example.com/animals@" + DIGEST;

	private static final Expectations BY_IDENTITY = new Expectations(Optional.empty(), Optional.of(Statement.BUILDER),
			Optional.of("https://gitlab.example.com"), Statement.REPOSITORY, false);

	private static final Expectations BY_KEY = new Expectations(Optional.of("cosign.pub"), Optional.empty(),
			Optional.empty(), Statement.REPOSITORY, true);

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	/** The type of what cosign verified. */
	private String type = "https://sigstore.dev/cosign/sign/v1";

	@Test
	void saysWhoBuiltTheImageAndFromWhat() throws IOException {
		assertThat(verifier("", BY_IDENTITY).verify(IMAGE, DIGEST)).contains(IMAGE, Statement.REPOSITORY, "c0ffee",
				Statement.BUILDER);
	}

	@Test
	void namesTheIdentityThatMustHaveSigned() throws IOException {
		verifier("", BY_IDENTITY).verify(IMAGE, DIGEST);
		assertThat(calls()).contains("verify --certificate-identity %s --certificate-oidc-issuer %s %s"
			.formatted(Statement.BUILDER, "https://gitlab.example.com", IMAGE));
	}

	@Test
	void namesTheKeyThatMustHaveSigned() throws IOException {
		verifier("", BY_KEY).verify(IMAGE, DIGEST);
		String options = "--key cosign.pub --insecure-ignore-tlog=true --allow-http-registry " + IMAGE;
		assertThat(calls()).contains("verify " + options, "verify-attestation --type cyclonedx " + options,
				"verify-attestation --type slsaprovenance1 " + options);
	}

	@ParameterizedTest
	@CsvSource({ "verify, signature", "cyclonedx, bill of materials", "slsaprovenance1, provenance" })
	void rejectsAnImageIfCosignRejectsAnyPart(String call, String part) throws IOException {
		ImageVerifier verifier = verifier("case \"$*\" in *%s*) echo no match >&2; exit 12 ;; esac".formatted(call),
				BY_KEY);
		assertThatThrownBy(() -> verifier.verify(IMAGE, DIGEST)).isInstanceOf(UnverifiedImageException.class)
			.hasMessageStartingWith("The %s of %s could not be verified".formatted(part, IMAGE))
			.hasMessageContaining("no match");
	}

	@Test
	void rejectsAnImageWhoseProvenanceNamesAnotherRepository() throws IOException {
		Expectations other = new Expectations(Optional.of("cosign.pub"), Optional.empty(), Optional.empty(),
				"https://gitlab.example.com/team/other", false);
		ImageVerifier verifier = verifier("", other);
		assertThatThrownBy(() -> verifier.verify(IMAGE, DIGEST)).isInstanceOf(UnverifiedImageException.class)
			.hasMessageContaining("instead of https://gitlab.example.com/team/other");
	}

	@Test
	void rejectsAnImageThatHasAttestationsButNoSignature() throws IOException {
		this.type = "https://cyclonedx.org/bom";
		ImageVerifier verifier = verifier("", BY_KEY);
		assertThatThrownBy(() -> verifier.verify(IMAGE, DIGEST)).isInstanceOf(UnverifiedImageException.class)
			.hasMessageContaining("no signature");
	}

	@Test
	void rejectsEveryImageIfCosignIsMissing() {
		ImageVerifier verifier = new ImageVerifier("no-such-program", BY_KEY);
		assertThatThrownBy(() -> verifier.verify(IMAGE, DIGEST)).isInstanceOf(UnverifiedImageException.class)
			.hasMessageContaining("no-such-program cannot be started");
	}

	/** Returns a verifier with a program that prints a valid provenance. */
	private ImageVerifier verifier(String script, Expectations expected) throws IOException {
		Path lines = Files.writeString(this.folder.resolve("lines"), Statement.VALID.line() + "\n");
		Path program = Files.writeString(this.folder.resolve("cosign"), """
				#!/bin/sh
				echo "$*" >>'%s'
				%s
				case $1 in
				    verify) echo '[{"critical": {"type": "%s"}}]' ;;
				    *) cat '%s' ;;
				esac
				""".formatted(this.folder.resolve("calls"), script, this.type, lines));
		assertThat(program.toFile().setExecutable(true)).isTrue();
		return new ImageVerifier(program.toString(), expected);
	}

	private String calls() throws IOException {
		return Files.readString(this.folder.resolve("calls"));
	}

}
