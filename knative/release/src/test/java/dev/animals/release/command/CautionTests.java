package dev.animals.release.command;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.Release;

import static org.assertj.core.api.Assertions.assertThat;

class CautionTests {

	@RegisterExtension
	private final Release release = new Release();

	@BeforeEach
	void start() {
		this.release.revision("v1", true)
			.revision("v2", true)
			.service("""
					{"tag": "stable", "revisionName": "v1", "percent": 80, "latestRevision": false},
					{"tag": "candidate", "revisionName": "v2", "percent": 20, "latestRevision": false}""")
			.pod("v1", true, "");
	}

	@ParameterizedTest
	@ValueSource(strings = { "stop", "undeploy" })
	void deletesOnlyWhatWasConfirmed(String command) {
		assertThat(this.release.run(ExitCode.NOT_CONFIRMED, command).err()).contains("CONFIRM=animals-local");
		this.release.run(ExitCode.NOT_CONFIRMED, command, "--confirm=animals-dev");
		assertThat(this.release.server.has(Release.SERVICE)).isTrue();
		Release.Run run = this.release.run(ExitCode.DONE, command, "--confirm=animals-local");
		assertThat(run.out()).contains("Cluster fake (http://localhost:", "namespace animals-local");
	}

	@Test
	void productionHasToBeConfirmed() {
		this.release.run(ExitCode.NOT_CONFIRMED, "promote", "--env=production");
		this.release.run(ExitCode.NOT_CONFIRMED, "canary", "--env=production", "--percent=10");
		assertThat(this.release.traffic()).isEqualTo("stable=v1:80 candidate=v2:20");
		this.release.run(ExitCode.DONE, "promote", "--env=production", "--confirm=animals-local");
	}

	@Test
	void aRollbackOfProductionNeedsNoConfirmation() {
		this.release.run(ExitCode.DONE, "rollback", "--env=production");
	}

	@ParameterizedTest
	@ValueSource(strings = { "stop", "undeploy", "promote", "rollback", "rotate-key" })
	void leavesOtherNamespacesAlone(String command) {
		this.release.server.put(Release.NAMESPACE, "{\"metadata\": {\"name\": \"animals-local\"}}");
		this.release.run(ExitCode.NOT_OURS, command, "--confirm=animals-local");
		assertThat(this.release.traffic()).isEqualTo("stable=v1:80 candidate=v2:20");
		assertThat(this.release.server.has(Release.NAMESPACE)).isTrue();
	}

	@Test
	void statusCountsEveryRevision() {
		this.release.service("""
				{"tag": "stable", "revisionName": "v1", "percent": 80, "latestRevision": false},
				{"revisionName": "v2", "percent": 20, "latestRevision": false}""");
		assertThat(this.release.run(ExitCode.DONE, "status").out()).containsPattern("stable +v1 +80 ready +1/1")
			.containsPattern("\\(untagged\\) v2 +20")
			.contains("Lease: free", "Last decision: none", "registry.example.com/animals@sha256:");
		assertThat(this.release.run(ExitCode.DONE, "status", "--output=json").out()).contains("\"percent\" : 20");
	}

	@Test
	void everyCommandHasHelp() {
		for (String command : Commands.names()) {
			assertThat(this.release.run(ExitCode.DONE, command, "--help").out()).contains("Usage: release " + command);
		}
	}

	@Test
	void unknownOptionsAreWrongUse() {
		this.release.run(ExitCode.USAGE, "status", "--nonsense");
	}

}
