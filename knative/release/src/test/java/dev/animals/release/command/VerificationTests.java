package dev.animals.release.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.release.ExitCode;
import dev.animals.release.Main;
import dev.animals.release.cluster.Release;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody signed the images of these tests, and their registry does not exist. */
class VerificationTests {

	private static final String IMAGE = "--image=registry.invalid/animals@sha256:" + "0".repeat(64);

	private static final String[] SIGNER = { "--verify", "--cosign-key=no-such.pub",
			"--source-repository=https://gitlab.example.com/team/animals" };

	@RegisterExtension
	private final Release release = new Release();

	@BeforeEach
	void start() {
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

	@Test
	void aRolloutInTheClusterIsRejectedBeforeItsJobIsCreated() {
		this.release.run(ExitCode.NOT_VERIFIED, words("rollout", IMAGE, "--where=cluster",
				"--release-image=registry.invalid/release@sha256:" + "0".repeat(64)));
		assertThat(this.release.server.requests()).isEmpty();
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
		String[] words = { "verify", IMAGE, SIGNER[1], SIGNER[2] };
		StringWriter err = new StringWriter();
		int code = Main.execute(new PrintWriter(new StringWriter()), new PrintWriter(err), words);
		assertThat(code).as(err::toString).isEqualTo(ExitCode.NOT_VERIFIED.code());
	}

	private static String[] words(String command, String... options) {
		return Stream.of(new String[] { command }, SIGNER, options).flatMap(Arrays::stream).toArray(String[]::new);
	}

}
