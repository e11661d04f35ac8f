package dev.animals.release.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ManifestsTests {

	private static final String RENDERED = """
			apiVersion: v1
			kind: Service
			metadata: {name: dead-letters}
			---
			apiVersion: serving.knative.dev/v1
			kind: Service
			metadata: {name: animals}
			spec:
			  template:
			    metadata:
			      annotations: {autoscaling.knative.dev/min-scale: "0"}
			""";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Test
	void pinsTheTrafficOfANewService() {
		Map<String, Map<String, Object>> service = new Yaml().load(Manifests.pinned(RENDERED, "animals-00001"));
		assertThat(String.valueOf(service.get("spec"))).contains("revisionName=animals-00001", "percent=100",
				"tag=stable", "latestRevision=false", "min-scale=0");
		assertThat(Manifests.pinned(RENDERED, "animals-00001")).contains("min-scale: '0'");
	}

	@Test
	void leavesOnlyTheServiceOfKnativeOut() {
		assertThat(Manifests.withoutService(RENDERED)).contains("dead-letters").doesNotContain("serving.knative.dev");
	}

	@Test
	void rendersTheOverlayWithTheImage() throws IOException {
		String kustomization = kustomization("local");

		assertThat(kustomization).contains("namespace: animals-x")
			.containsPattern("resources: \\['(\\.\\./)+.*knative/overlays/local'\\]")
			.containsPattern("components: \\['(\\.\\./)+.*components/receive-events'\\]")
			.contains("{name: 'dev.local/animals', newName: 'localhost:5000/animals', newTag: 'lite0'}");
	}

	@Test
	void rendersTheEventsOfAnOverlayThatHasItsOwn() throws IOException {
		assertThat(kustomization("production", "--release-image=r.example/release@sha256:" + "0".repeat(64)))
			.containsPattern("components: \\['(\\.\\./)+.*knative/overlays/production/events'\\]")
			.contains("{name: 'animals-release', newName: 'r.example/release', digest: 'sha256:0");
	}

	@Test
	void asksForTheImageThatStoresDeadLetters() {
		DeadLetterImages.checkRendered("      - image: r.example/animals-release@sha256:0\n");
		assertThatThrownBy(() -> DeadLetterImages.checkRendered("      - name: x\n        image: animals-release\n"))
			.isInstanceOf(CommandException.class)
			.hasMessageContaining("RELEASE_IMAGE=NAME@sha256:…");
	}

	/** Uses a fake kubectl that prints the kustomization instead of rendering it. */
	private String kustomization(String overlay, String... images) throws IOException {
		Path program = Files.writeString(this.folder.resolve("kubectl"), "#!/bin/sh\ncat \"$2/kustomization.yaml\"\n");
		assertThat(program.toFile().setExecutable(true)).isTrue();
		Path root = Path.of("../..").toRealPath();
		Settings settings = new Settings(overlay, "animals-x", root, root.resolve("knative/overlays").resolve(overlay),
				Optional.empty(), Optional.empty(), false, false);
		return new Manifests(settings, new Kubectl(program.toString(), List.of())).render(
				ImageReference.parse("localhost:5000/animals:lite0"),
				CommandLine.populateCommand(new DeadLetterImages(), images), true);
	}

	@Test
	void saysWhatKubectlSays() throws IOException {
		Path program = Files.writeString(this.folder.resolve("kubectl"), "#!/bin/sh\necho no overlay >&2\nexit 1\n");
		assertThat(program.toFile().setExecutable(true)).isTrue();
		assertThatThrownBy(() -> new Kubectl(program.toString(), List.of()).run("", "kustomize"))
			.isInstanceOf(CommandException.class)
			.hasMessage("no overlay");
	}

	@Test
	void saysThatKubectlIsMissing() {
		assertThatThrownBy(() -> new Kubectl("no-such-program", List.of()).run("", "version"))
			.isInstanceOf(CommandException.class)
			.hasMessageContaining("cannot be started");
	}

}
