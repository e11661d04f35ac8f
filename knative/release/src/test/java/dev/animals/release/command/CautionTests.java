package dev.animals.release.command;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.Release;

import static org.assertj.core.api.Assertions.assertThat;

class CautionTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@SuppressWarnings("NullAway.Init")
	private Release release;

	@BeforeEach
	void start() {
		this.release = new Release(this.folder).revision("v1", true)
			.revision("v2", true)
			.service("""
					{"tag": "stable", "revisionName": "v1", "percent": 80, "latestRevision": false},
					{"tag": "candidate", "revisionName": "v2", "percent": 20, "latestRevision": false}""")
			.pod("v1", true, "");
	}

	@AfterEach
	void stop() {
		this.release.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "stop", "undeploy" })
	void deletesOnlyWhatWasConfirmed(String command) {
		assertThat(run(ExitCode.NOT_CONFIRMED, command).err()).contains("CONFIRM=animals-local");
		run(ExitCode.NOT_CONFIRMED, command, "--confirm=animals-dev");
		assertThat(this.release.server.has(Release.SERVICE)).isTrue();
		Release.Run run = run(ExitCode.DONE, command, "--confirm=animals-local");
		assertThat(run.out()).contains("Cluster fake (http://localhost:", "namespace animals-local");
	}

	@Test
	void productionHasToBeConfirmed() {
		run(ExitCode.NOT_CONFIRMED, "promote", "--env=production");
		run(ExitCode.NOT_CONFIRMED, "canary", "--env=production", "--percent=10");
		assertThat(this.release.traffic()).isEqualTo("stable=v1:80 candidate=v2:20");
		run(ExitCode.DONE, "promote", "--env=production", "--confirm=animals-local");
	}

	@Test
	void aRollbackOfProductionNeedsNoConfirmation() {
		run(ExitCode.DONE, "rollback", "--env=production");
	}

	@ParameterizedTest
	@ValueSource(strings = { "stop", "undeploy", "promote", "rollback", "rotate-key" })
	void leavesOtherNamespacesAlone(String command) {
		this.release.server.put(Release.NAMESPACE, "{\"metadata\": {\"name\": \"animals-local\"}}");
		run(ExitCode.NOT_OURS, command, "--confirm=animals-local");
		assertThat(this.release.traffic()).isEqualTo("stable=v1:80 candidate=v2:20");
		assertThat(this.release.server.has(Release.NAMESPACE)).isTrue();
	}

	@Test
	void statusCountsEveryRevision() {
		this.release.service("""
				{"tag": "stable", "revisionName": "v1", "percent": 80, "latestRevision": false},
				{"revisionName": "v2", "percent": 20, "latestRevision": false}""");
		assertThat(run(ExitCode.DONE, "status").out()).containsPattern("stable +v1 +80 ready +1/1")
			.containsPattern("\\(untagged\\) v2 +20")
			.contains("Lease: free", "Last decision: none", "registry.example.com/animals@sha256:");
		assertThat(run(ExitCode.DONE, "status", "--output=json").out()).contains("\"percent\" : 20");
	}

	@Test
	void everyCommandHasHelp() {
		for (String command : Commands.names()) {
			assertThat(run(ExitCode.DONE, command, "--help").out()).contains("Usage: release " + command);
		}
	}

	@Test
	void unknownOptionsAreWrongUse() {
		run(ExitCode.USAGE, "status", "--nonsense");
	}

	private Release.Run run(ExitCode code, String... arguments) {
		Release.Run run = this.release.run(arguments);
		assertThat(run.code()).as(run::toString).isEqualTo(code.code());
		return run;
	}

}
