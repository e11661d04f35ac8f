package dev.animals.e2e.releases;

import java.io.IOException;
import java.nio.file.Files;

import dev.animals.e2e.Answers;
import dev.animals.e2e.Environment;
import dev.animals.e2e.Settings;
import dev.animals.photos.Photos;
import dev.animals.testing.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Proves that a candidate that does not start gets no tag and no traffic, and that {@code
 * make deploy} prints the reason.
 */
class BrokenCandidateTests {

	/**
	 * Shortens Knative's deadline, which decides if a container neither ends nor becomes
	 * ready.
	 */
	private static final String SOON = Environment
		.patch("/spec/template/metadata/annotations/serving.knative.dev~1progress-deadline", "12s");

	@RegisterExtension
	static final Environment environment = new Environment("broken");

	@BeforeAll
	static void deploy() {
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
	}

	@AfterEach
	void usersStillGetStable() {
		assertThat(environment.revision("candidate")).isEmpty();
		for (int i = 0; i < 10; i++) {
			assertThat(Answers.model(environment.users().classify(Photos.koala()).body())).isEqualTo("lite0");
		}
	}

	@Test
	void saysThatItCrashed() throws IOException {
		assertThat(deployWith(Environment.settings("JAVA_TOOL_OPTIONS=-XX:NoSuchFlag")))
			.contains("The revision did not start")
			.contains("NoSuchFlag");
	}

	@Test
	void saysThatTheModelDiffersFromItsDescription() throws IOException {
		environment.write("model.yaml", Files.readString(Settings.REPOSITORY.resolve("function/model/lite0/model.yaml"))
			.replaceAll("packed.pt: .{8}", "packed.pt: 00000000"));
		assertThat(deployWith(Environment.patch("/spec/template/spec/volumes",
				"[{name: description, configMap: {name: other-description}}]")
				+ Environment.patch("/spec/template/spec/containers/0/volumeMounts",
						"[{name: description, mountPath: /app/model/model.yaml, subPath: model.yaml, readOnly: true}]")
				+ """
						configMapGenerator:
						- name: other-description
						  files: [model.yaml]
						  options: {disableNameSuffixHash: true}
						"""))
			.contains("The revision did not start")
			.contains("SHA-256");
	}

	@Test
	void saysThatItNeverBecameReady() throws IOException {
		assertThat(deployWith(SOON + Environment.settings("SERVER_PORT=9999"))).contains("The revision did not start");
	}

	@Test
	void saysThatItExceededItsMemoryLimit() throws IOException {
		assertThat(deployWith(Environment.patch("/spec/template/spec/containers/0/resources/limits/memory", "128Mi")
				+ Environment.patch("/spec/template/spec/containers/0/resources/requests/memory", "128Mi")))
			.contains("The revision did not start")
			.contains("OOMKilled");
	}

	@Test
	void saysThatTheImageDoesNotExist() throws IOException {
		environment.configure(SOON);

		Command deploy = environment.deploy(Settings.STABLE_IMAGE.replaceAll("@sha256:.{8}", "@sha256:00000000"));

		assertThat(deploy.status()).isNotZero();
		assertThat(deploy.errors()).contains("The revision did not start")
			.containsAnyOf("ErrImagePull", "ImagePullBackOff", "not found");
	}

	private static String deployWith(String change) throws IOException {
		environment.configure(change);
		Command deploy = environment.deploy(Settings.STABLE_IMAGE);
		assertThat(deploy.status()).as("status of make deploy").isNotZero();
		return deploy.errors();
	}

}
