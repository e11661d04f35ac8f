package dev.animals.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import dev.animals.e2e.faults.Fault;
import dev.animals.e2e.faults.FaultyImage;
import dev.animals.testing.Command;
import dev.animals.testing.Sha256;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rollout on a real cluster, judged by a real Prometheus (make monitoring), while
 * users send photos. Bad candidates are taken back because of the smoke set or, without
 * it, by the judge.
 */
@Tag("long")
class RolloutTests {

	private static final Path MODEL = Settings.REPOSITORY.resolve("function/model/lite0");

	private static final String SETTINGS = "knative/e2e/src/test/resources/rollout.yaml";

	@RegisterExtension
	static final Environment environment = new Environment("rollout");

	@BeforeAll
	static void deploy() {
		environment.deploy(Settings.STABLE_IMAGE).succeeded();
	}

	/** Removes the changes of earlier tests from the overlay. */
	@BeforeEach
	void configure() throws IOException {
		environment.configure("");
	}

	@Test
	void promotesALargerModelThatIsAsGood() {
		JudgedRollout judged = JudgedRollout.run(environment, Settings.CANDIDATE_IMAGE, "on", SETTINGS);
		Command rollout = judged.rollout();
		assertThat(rollout.status()).as(rollout::toString).isZero();
		assertThat(rollout.output()).contains("PROMOTED");
		assertThat(environment.kubectl("get", "ksvc", "animals", "-o",
				"jsonpath={.metadata.annotations.animals\\.dev/rollout-decision}"))
			.contains("PROMOTED");
		assertThat(environment.kubectl("get", "events", "-o", "jsonpath={.items[*].reason}"))
			.contains("RolloutPromoted");
		assertThat(judged.users().failures()).isEmpty();
		environment.make("rollback").succeeded();
	}

	@ParameterizedTest
	@ValueSource(strings = { "on", "off" })
	void takesACandidateBackThatMixesItsLabelsUp(String smoke) throws IOException {
		environment.write("labels.tsv", shuffledLabels());
		environment.write("model.yaml", Files.readString(MODEL.resolve("model.yaml"))
			.replaceAll("labels.tsv: .*", "labels.tsv: " + Sha256.of(shuffledLabels().getBytes(UTF_8))));
		environment.configure(
				Environment.patch("/spec/template/spec/volumes", "[{name: shuffled, configMap: {name: shuffled}}]")
						+ Environment.patch("/spec/template/spec/containers/0/volumeMounts",
								"[%s, %s]".formatted(mount("labels.tsv"), mount("model.yaml")))
						+ """
								configMapGenerator:
								- name: shuffled
								  files: [labels.tsv, model.yaml]
								  options: {disableNameSuffixHash: true}
								""");
		isTakenBack(smoke, "answers", smoke.equals("on") ? 11 : 10);
	}

	@ParameterizedTest
	@ValueSource(strings = { "on", "off" })
	void takesACandidateBackThatDoesNotNormalisePixels(String smoke) throws IOException {
		environment.configure("");
		isTakenBack(NotNormalised.of(Settings.STABLE_IMAGE), smoke, "answers", smoke.equals("on") ? 11 : 10);
	}

	@Test
	void takesACandidateBackThatFailsOnLargerPhotos() throws IOException {
		environment.configure(Environment.settings("ANIMALS_HTTP_BODIES=100KB"));
		isTakenBack("off", "errors", 10);
	}

	@Test
	void takesACandidateBackThatIsSlow() throws IOException {
		environment.configure(Environment.settings("FAULT=" + Fault.SLOW));
		isTakenBack(FaultyImage.of(Settings.STABLE_IMAGE), "off", "slower", 10);
	}

	private static void isTakenBack(String smoke, String why, int status) {
		isTakenBack(Settings.STABLE_IMAGE, smoke, why, status);
	}

	private static void isTakenBack(String image, String smoke, String why, int status) {
		JudgedRollout.run(environment, image, smoke, SETTINGS).isTakenBack(why, status);
	}

	private static String mount(String file) {
		return "{name: shuffled, mountPath: /app/model/%s, subPath: %s, readOnly: true}".formatted(file, file);
	}

	private static String shuffledLabels() throws IOException {
		List<String> labels = new ArrayList<>(Files.readAllLines(MODEL.resolve("labels.tsv"))
			.stream()
			.map((line) -> line.split("\t", 2)[1])
			.toList());
		Collections.shuffle(labels, new Random(1));
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < labels.size(); i++) {
			text.append(i).append('\t').append(labels.get(i)).append('\n');
		}
		return text.toString();
	}

}
