package dev.animals.release.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.release.ExitCode;
import dev.animals.release.baseline.Baseline;
import dev.animals.release.baseline.Reference;
import dev.animals.release.baseline.Spread;
import dev.animals.release.cluster.Release;
import dev.animals.release.prometheus.ExpectedAccuracy;

import static org.assertj.core.api.Assertions.assertThat;

class KeyCommandTests {

	private static final Baseline BASELINE = new Baseline("lite0", "v1", Instant.EPOCH, Instant.EPOCH, 2,
			ExpectedAccuracy.NONE, "eve", "",
			new TreeMap<>(Map.of("pixels", new Reference(false, new TreeMap<>(Map.of("1e3", 2L, "over 8 MP", 0L)),
					new Spread(OptionalDouble.of(0.1), OptionalDouble.empty(), 2, 0)))));

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@RegisterExtension
	private final Release release = new Release();

	@BeforeEach
	void start() {
		this.release.revision("v1", true)
			.service("{\"tag\": \"stable\", \"revisionName\": \"v1\", \"percent\": 100, \"latestRevision\": false}")
			.pod("v1", true, "");
		secret("{\"key\": \"b2xk\"}", "{}");
	}

	@Test
	void rotationKeepsTheOldKeyForVerification() {
		this.release.run(ExitCode.DONE, "rotate-key");
		assertThat(data("previous")).isEqualTo("b2xk");
		assertThat(data("key")).isNotEmpty().isNotEqualTo("b2xk");
		assertThat(this.release.server.has(Release.NAMESPACE + "/pods/v1-pod")).isFalse();
	}

	@Test
	void rejectsASecondRotationWhileOlderTokensAreValid() {
		this.release.run(ExitCode.DONE, "rotate-key");
		String key = data("key");
		assertThat(this.release.run(ExitCode.KEY_IN_USE, "rotate-key").err()).contains("FORCE=true");
		assertThat(data("key")).isEqualTo(key);
		assertThat(data("previous")).isEqualTo("b2xk");
		this.release.run(ExitCode.DONE, "rotate-key", "--force");
		assertThat(data("previous")).isEqualTo(key);
	}

	@Test
	void resumesARotationThatWasInterruptedBeforeSigning() {
		secret("{\"key\": \"b2xk\", \"previous\": \"bmV3\"}", "{\"animals.dev/key-rotation\": \"verify\"}");
		this.release.run(ExitCode.DONE, "rotate-key");
		assertThat(data("key")).isEqualTo("bmV3");
		assertThat(data("previous")).isEqualTo("b2xk");
	}

	@Test
	void resumesARotationThatWasInterruptedAfterSigning() {
		secret("{\"key\": \"bmV3\", \"previous\": \"b2xk\"}", "{\"animals.dev/key-rotation\": \"sign\"}");
		this.release.run(ExitCode.DONE, "rotate-key");
		assertThat(data("key")).isEqualTo("bmV3");
		assertThat(data("previous")).isEqualTo("b2xk");
	}

	@Test
	void rotationIgnoresAPodThatVanishes() {
		String pod = Release.NAMESPACE + "/pods/v1-pod";
		this.release.server.once("DELETE " + pod, () -> this.release.server.remove(pod));
		this.release.run(ExitCode.DONE, "rotate-key");
	}

	@Test
	void backupNeedsTheRightToReadTheKey() {
		this.release.server.reject("GET " + Release.SECRET, 403);
		assertThat(this.release.run(ExitCode.DENIED, "backup").out()).isEmpty();
	}

	@Test
	void backupFailsWithoutAKey() {
		secret("{}", "{}");
		assertThat(this.release.run(ExitCode.USAGE, "backup").out()).isEmpty();
	}

	@Test
	void backupNamesKeyAndImage() {
		assertThat(this.release.run(ExitCode.DONE, "backup").out()).contains("  key: b2xk")
			.contains("animals.dev/image: registry.example.com/animals@sha256:000");
	}

	@Test
	void backupContainsTheDriftBaseline() throws IOException {
		this.release.server.put(Release.NAMESPACE + "/configmaps/animals-drift-baseline-3", new JsonMapper()
			.writeValueAsString(Map.of("metadata", Map.of(), "data", Map.of("baseline.yaml", BASELINE.document()))));
		this.release.service("{\"tag\": \"stable\", \"revisionName\": \"v1\", \"percent\": 100}");
		this.release.server.put(Release.SERVICE,
				this.release.server.get(Release.SERVICE)
					.toString()
					.replace("\"uid\":\"u\"",
							"\"annotations\": {\"animals.dev/drift-baseline\": \"animals-drift-baseline-3\"}"));
		Path file = Files.writeString(this.folder.resolve("backup.yaml"),
				this.release.run(ExitCode.DONE, "backup").out());
		assertThat(BackupFile.read(file).baseline()).hasValueSatisfying((named) -> {
			assertThat(named.name()).isEqualTo("animals-drift-baseline-3");
			assertThat(Baseline.read(named.document())).isEqualTo(BASELINE);
		});
	}

	@Test
	void readsABackupWithoutADriftBaseline() throws IOException {
		Path file = Files.writeString(this.folder.resolve("backup.yaml"),
				this.release.run(ExitCode.DONE, "backup").out());
		assertThat(BackupFile.read(file).baseline()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "data: {key: b2xk}", "nonsense", "a: [", "metadata: {annotations: {animals.dev/image: x}}",
					"metadata: {annotations: {animals.dev/image: 'a;b'}}\ndata: {key: b2xk}",
					"metadata: {annotations: {animals.dev/image: dev.local/x}}\ndata: {key: '%'}",
					"metadata: {annotations: {animals.dev/image: dev.local/x}}\ndata: {key: ''}",
					"metadata: {annotations: {animals.dev/image: dev.local/x}}\ndata: {key: b2xk}\n---\nnone",
					"metadata: {annotations: {animals.dev/image: dev.local/x}}\ndata: {key: b2xk}\n"
							+ "---\nmetadata: {name: animals-drift-baseline-1}\ndata: {baseline.yaml: none}" })
	void restoreRejectsAFileWithoutKeyOrImage(String text) throws IOException {
		Path file = Files.writeString(this.folder.resolve("backup.yaml"), text);
		this.release.run(ExitCode.USAGE, "restore", "--backup=" + file);
		assertThat(this.release.server.requests()).isEmpty();
	}

	private String data(String name) {
		return this.release.server.get(Release.SECRET).path("data").path(name).asString("");
	}

	private void secret(String data, String annotations) {
		this.release.server.put(Release.SECRET, """
				{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "animals-feedback", "annotations": %s,
				 "managedFields": [{"manager": "test", "time": "%s"}]}, "data": %s}""".formatted(annotations,
				Instant.parse("2026-06-01T00:00:00Z"), data));
	}

}
