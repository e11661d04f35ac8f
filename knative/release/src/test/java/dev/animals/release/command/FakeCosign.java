package dev.animals.release.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A program that stands for cosign, and for which only images with one digest are signed.
 */
final class FakeCosign {

	/** The digest of the images that are signed. */
	static final String SIGNED = "sha256:" + "1".repeat(64);

	static final String REPOSITORY = "https://gitlab.example.com/team/animals";

	private FakeCosign() {
	}

	/** Writes the program to a folder, and returns its path. */
	static String in(Path folder) throws IOException {
		String provenance = """
				{"predicateType": "https://slsa.dev/provenance/v1", "subject": [{"digest": {"sha256": "%s"}}],
				 "predicate": {"buildDefinition": {"buildType": "https://animals.dev/builds/make-push/v1",
				  "externalParameters": {"repository": "%s"}}}}""".formatted("1".repeat(64), REPOSITORY);
		Path program = Files.writeString(folder.resolve("cosign"), """
				#!/bin/sh
				case "$*" in *@%s) ;; *) echo "no signatures found" >&2; exit 12 ;; esac
				case $1 in
				    verify) echo '[{"critical": {"type": "https://sigstore.dev/cosign/sign/v1"}}]' ;;
				    *) echo '{"payload": "%s"}' ;;
				esac
				""".formatted(SIGNED, Base64.getEncoder().encodeToString(provenance.getBytes(UTF_8))));
		assertThat(program.toFile().setExecutable(true)).isTrue();
		return program.toString();
	}

}
