package dev.animals.release.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SinkBindingsTests {

	private static final String SERVICE = """
			apiVersion: serving.knative.dev/v1
			kind: Service
			metadata: {name: animals}
			""";

	private static final String BINDING = """
			---
			apiVersion: sources.knative.dev/v1
			kind: SinkBinding
			metadata: {name: send-hard-examples}
			""";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Test
	void findsTheSinkBindings() {
		assertThat(SinkBindings.in(SERVICE + BINDING).names()).containsExactly("send-hard-examples");
		assertThat(SinkBindings.in(SERVICE + BINDING).writeIntoTheService()).isTrue();
		assertThat(SinkBindings.in(SERVICE).writeIntoTheService()).isFalse();
	}

	@Test
	void waitsForTheAddress() throws IOException {
		assertThat(haveAddresses(SERVICE + BINDING, 0)).isTrue();
		assertThat(Files.readAllLines(this.folder.resolve("calls"))).containsExactly(
				"wait --for=condition=SinkProvided --timeout=60s --namespace=animals-x sinkbinding/send-hard-examples");
	}

	@Test
	void appliesEverythingButTheService() throws IOException {
		manifests(0).apply(Manifests.withoutService(SERVICE + BINDING), Manifests.MANAGER, "a!=b", false);
		assertThat(Files.readAllLines(this.folder.resolve("calls"))).singleElement()
			.asString()
			.startsWith("apply --server-side")
			.contains("--namespace=animals-x")
			.endsWith("--selector=a!=b")
			.doesNotContain("--force-conflicts");
		assertThat(this.folder.resolve("input")).content()
			.contains("SinkBinding")
			.doesNotContain("serving.knative.dev");
	}

	@Test
	void saysThatThereIsNoAddress() throws IOException {
		assertThat(haveAddresses(SERVICE + BINDING, 1)).isFalse();
	}

	@Test
	void doesNothingWithoutSinkBindings() throws IOException {
		assertThat(haveAddresses(SERVICE, 1)).isTrue();
		assertThat(this.folder.resolve("calls")).doesNotExist();
	}

	@Test
	void comparesAsIfTheDeploymentTookTheServiceOver() throws IOException {
		manifests(0).diff(SERVICE + BINDING, "");
		assertThat(this.folder.resolve("calls")).content().startsWith("diff ").contains("--force-conflicts");
		manifests(0).diff(SERVICE, "");
		assertThat(Files.readAllLines(this.folder.resolve("calls")).getLast()).startsWith("diff ")
			.doesNotContain("--force-conflicts");
	}

	private boolean haveAddresses(String rendered, int statusOfWait) throws IOException {
		return SinkBindings.in(rendered).haveAddresses(manifests(statusOfWait));
	}

	/** Uses a fake kubectl that stores its calls. */
	private Manifests manifests(int statusOfWait) throws IOException {
		Path program = Files.writeString(this.folder.resolve("kubectl"), """
				#!/bin/sh
				cd "%s" && echo "$*" >>calls
				[ "$1" = wait ] && exit %d
				cat >input
				""".formatted(this.folder, statusOfWait));
		assertThat(program.toFile().setExecutable(true)).isTrue();
		Path root = Path.of("../..").toRealPath();
		Settings settings = new Settings("local", "animals-x", root, root.resolve("knative/overlays/local"),
				Optional.empty(), Optional.empty(), false, false);
		return new Manifests(settings, new Kubectl(program.toString(), List.of()));
	}

}
