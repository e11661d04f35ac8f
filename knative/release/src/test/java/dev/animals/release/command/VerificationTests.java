package dev.animals.release.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.release.ExitCode;
import dev.animals.release.Main;
import dev.animals.release.cluster.Release;

import static org.assertj.core.api.Assertions.assertThat;

class VerificationTests {

	private static final String SIGNED = "registry.invalid/animals@" + FakeCosign.SIGNED;

	private static final String UNSIGNED = "registry.invalid/unsigned@sha256:" + "0".repeat(64);

	private static final String IMAGE = "--image=" + UNSIGNED;

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	private String[] signer = {};

	@RegisterExtension
	private final Release release = new Release();

	@BeforeEach
	void start() throws IOException {
		this.signer = new String[] { "--verify", "--cosign-key=no-such.pub",
				"--source-repository=" + FakeCosign.REPOSITORY, "--cosign=" + FakeCosign.in(this.folder) };
		this.release.revision("v1", true).revision("v2", true).service("""
				{"tag": "stable", "revisionName": "v1", "percent": 80, "latestRevision": false},
				{"tag": "candidate", "revisionName": "v2", "percent": 20, "latestRevision": false}""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "deploy", "rollout" })
	void anImageIsRejectedBeforeTheClusterIsAsked(String command) {
		assertThat(this.release.run(ExitCode.NOT_VERIFIED, words(command, IMAGE)).err())
			.contains("Nothing was changed");
		assertThat(this.release.server.requests()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "deploy", "rollout", "restore" })
	void theReleaseProgramIsRejectedEvenIfTheImageIsSigned(String command) throws IOException {
		assertThat(this.release.run(ExitCode.NOT_VERIFIED, deployment(command, SIGNED, UNSIGNED)).err())
			.contains("The signature of " + UNSIGNED);
		assertThat(this.release.server.requests()).isEmpty();
	}

	@Test
	void aBackupOfAnImageWithoutASignatureIsNotRestored() throws IOException {
		assertThat(this.release.run(ExitCode.NOT_VERIFIED, deployment("restore", UNSIGNED, SIGNED)).err())
			.contains("The signature of " + UNSIGNED);
		assertThat(this.release.server.requests()).isEmpty();
	}

	@Test
	void aRolloutOfSignedImagesGoesOn() throws IOException {
		String[] words = Stream.concat(Arrays.stream(deployment("rollout", SIGNED, SIGNED)), Stream.of("--dry-run"))
			.toArray(String[]::new);
		assertThat(this.release.run(ExitCode.DONE, words).out()).contains(SIGNED + " was built from");
	}

	@Test
	void aSignedCandidateIsPromoted() {
		candidate("v2", "{\"image\": \"%s\"}".formatted(SIGNED));
		this.release.run(ExitCode.DONE, words("promote"));
		assertThat(this.release.traffic()).isEqualTo("stable=v2:100 previous=v1:0");
	}

	@ParameterizedTest
	@CsvSource({ "canary, --percent=50", "promote, --force=false", "rollout, --smoke=off" })
	void aCandidateThatAppearsDuringTheVerificationIsRejected(String command, String option) {
		candidate("v2", "{\"image\": \"%s\"}".formatted(SIGNED));
		this.release.server.once("PATCH " + Release.SERVICE, () -> this.release.revision("v3", true).service("""
				{"tag": "stable", "revisionName": "v1", "percent": 80, "latestRevision": false},
				{"tag": "candidate", "revisionName": "v3", "percent": 20, "latestRevision": false}"""));
		this.release.run(ExitCode.NOT_VERIFIED, words(command, option));
		assertThat(this.release.traffic()).isEqualTo("stable=v1:80 candidate=v3:20");
		assertThat(this.release.server.get(Release.SERVICE).toString()).doesNotContain("animals.dev/rollout");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "{\"image\": \"SIGNED\"}, {\"image\": \"UNSIGNED\"}",
			"{\"image\": \"SIGNED\"}, {\"name\": \"unknown\"}" })
	void everyContainerOfACandidateNeedsASignedImage(String containers) {
		candidate("v2", containers.replace("UNSIGNED", UNSIGNED).replace("SIGNED", SIGNED));
		assertThat(this.release.run(ExitCode.NOT_VERIFIED, words("promote")).err()).contains("Nothing was changed");
		assertThat(this.release.traffic()).isEqualTo("stable=v1:80 candidate=v2:20");
	}

	@ParameterizedTest
	@CsvSource({ "canary, --percent=50", "promote, --force=false", "rollout, --smoke=off" })
	void aCandidateIsRejectedBeforeItGetsMoreTraffic(String command, String option) {
		this.release.run(ExitCode.NOT_VERIFIED, words(command, option));
		assertThat(this.release.traffic()).isEqualTo("stable=v1:80 candidate=v2:20");
	}

	@Test
	void aRollbackNeedsNoSignature() {
		this.release.pod("v1", true, "");
		this.release.run(ExitCode.DONE, "rollback");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			--image=dev.local/animals:1 | with a digest
			--cosign-key=               | COSIGN_KEY=cosign.pub
			--cosign-key=-----BEGIN     | type file
			--source-repository=        | SOURCE_REPOSITORY=
			--verify=yes                | VERIFY is true or false
			--insecure-registries=yes   | INSECURE_REGISTRIES is true or false
			""")
	void aMissingSettingIsNamed(String option, String message) {
		String name = option.substring(0, option.indexOf('=') + 1);
		String[] words = Stream
			.concat(Arrays.stream(words("deploy", IMAGE))
				.map((word) -> word.replace("--verify", "--verify=true"))
				.filter((word) -> !word.startsWith(name)), Stream.of(option))
			.toArray(String[]::new);
		assertThat(this.release.run(ExitCode.USAGE, words).err()).contains(message);
	}

	@Test
	void verifyNeedsNoCluster() {
		String[] words = { "verify", IMAGE, this.signer[1], this.signer[2], this.signer[3] };
		StringWriter err = new StringWriter();
		int code = Main.execute(new PrintWriter(new StringWriter()), new PrintWriter(err), words);
		assertThat(code).as(err::toString).isEqualTo(ExitCode.NOT_VERIFIED.code());
	}

	private void candidate(String revision, String containers) {
		this.release.server.put(Release.serving("revisions/" + revision), """
				{"apiVersion": "serving.knative.dev/v1", "kind": "Revision", "metadata": {"name": "%s"},
				 "spec": {"containers": [%s]}, "status": {"conditions": [{"type": "Ready", "status": "True"}]}}"""
			.formatted(revision, containers));
	}

	private String[] deployment(String command, String image, String program) throws IOException {
		Path backup = Files.writeString(this.folder.resolve("backup.yaml"),
				"metadata: {annotations: {animals.dev/image: '%s'}}\ndata: {key: b2xk}\n".formatted(image));
		String named = command.equals("restore") ? "--backup=" + backup : "--image=" + image;
		return words(command, named, "--release-image=" + program);
	}

	private String[] words(String command, String... options) {
		return Stream.of(new String[] { command }, this.signer, options).flatMap(Arrays::stream).toArray(String[]::new);
	}

}
